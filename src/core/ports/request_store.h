// Requests on their way to an agent and what came of them. Any thread; each call is one transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/writeback/outcome.h"
#include "core/writeback/request.h"

namespace tilbage::core {

enum class RequestState {
    issued,     // a ticket, nothing sealed yet
    accepted,   // sealed and waiting for an agent
    sent,       // given to an agent: a write may have happened
    completed,  // has an outcome; outcome_unknown may still be replaced by a late one
};

struct SealedFor {
    std::string kid;
    std::string jwe;
};

struct StoredRequest {
    Binding binding;
    PersonId person_id;
    InitiatedBy initiated_by = InitiatedBy::self;
    std::string administrator_id;  // who, when an administrator asked
    bool must_change = false;      // of a reset: another password is asked for at the next sign-in
    RequestState state = RequestState::issued;
    base::TimePoint deadline;
    std::optional<base::TimePoint> first_sent_at;
    std::vector<AgentId> sent_to;   // every agent it was ever given to
    std::vector<SealedFor> sealed;  // deleted with the outcome
    std::optional<Outcome> outcome;
    base::TimePoint created_at;
};

class RequestStore {
public:
    virtual ~RequestStore() = default;
    virtual base::Result<void> add(const StoredRequest& request) = 0;
    virtual base::Result<std::optional<StoredRequest>> find(const RequestId& id) = 0;
    // issued → accepted.
    virtual base::Result<bool> accept(const RequestId& id, base::TimePoint deadline, std::vector<SealedFor> sealed) = 0;
    // accepted or sent → sent; a request whose outcome is outcome_unknown may be sent again too, to find out, and stays
    // completed. false: it has a known outcome already (it expired meanwhile), so it must not be sent.
    virtual base::Result<bool> mark_sent(const RequestId& id, const AgentId& agent, base::TimePoint now) = 0;
    // Sets the outcome. From issued/accepted/sent, and from an earlier outcome_unknown; false: another outcome stands.
    // `only_if_unsent`: only from issued/accepted. Wipes the sealed passwords unless the outcome is outcome_unknown.
    virtual base::Result<bool> complete(const RequestId& id, const Outcome& outcome, bool only_if_unsent) = 0;
    // Of a tenant, accepted, sent or ended as outcome_unknown, whose seal has not expired at `now`; oldest first.
    virtual base::Result<std::vector<StoredRequest>> open_requests(const TenantId& tenant, base::TimePoint now) = 0;
    // The person's newest request that has an outcome.
    virtual base::Result<std::optional<StoredRequest>> last_completed(const TenantId& tenant,
                                                                      const PersonId& person) = 0;
    // Wipes sealed passwords whose seal has expired; drops requests from before `created_before`.
    virtual base::Result<void> purge(base::TimePoint now, base::TimePoint created_before) = 0;
};

}  // namespace tilbage::core
