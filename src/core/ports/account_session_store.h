// People's sign-in tickets and the sessions of those who are signed in; person_sessions.h ends all of somebody's.
// Values of cookies are kept as SHA-256 only. The calls that answer with a bool, and take_ticket, are atomic: of any
// number of parallel calls one wins. Any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/account/device.h"
#include "core/writeback/request.h"
#include "crypto/hash.h"

namespace tilbage::core {

// The right to have one password tried.
struct SignInTicket {
    Binding binding;
    std::optional<PersonId> person_id;  // empty: a decoy
    std::string counting_key;
    std::string locale;
};

// What the person may do. Whoever must change their password may do nothing else.
enum class AccountStep { signed_in, change_password };
enum class WhyChange { expired, must_change };

struct AccountSession {
    std::string id;          // the same under every value of the cookie; opens nothing
    crypto::Digest token{};  // SHA-256 of the cookie
    TenantId tenant_id;
    PersonId person_id;
    std::string counting_key;
    std::string locale;
    AccountStep step = AccountStep::signed_in;
    std::optional<WhyChange> why;  // of change_password
    base::TimePoint signed_in_at;  // when the directory last said that the password is right
    base::TimePoint used_at;
    base::TimePoint expires_at;           // whatever is done
    std::optional<RequestId> request_id;  // the change of the moment, or the last one
    bool submitting = false;              // it is on its way
    bool put_off = false;                 // registering, or saying that it is right, until the next sign-in
    Device device;                        // at the sign-in
};

class AccountSessionStore {
public:
    virtual ~AccountSessionStore() = default;
    virtual base::Result<void> add_ticket(const SignInTicket& ticket) = 0;
    // Takes it out: it serves once.
    virtual base::Result<std::optional<SignInTicket>> take_ticket(const RequestId& id) = 0;

    virtual base::Result<void> add(const AccountSession& session) = 0;
    // Not when expired, nor unused since `idle_since`.
    virtual base::Result<std::optional<AccountSession>> find(const crypto::Digest& token, base::TimePoint now,
                                                             base::TimePoint idle_since) = 0;
    // The session that had this value until it was replaced, at `replaced_since` or later.
    virtual base::Result<std::optional<AccountSession>> find_replaced(const crypto::Digest& token,
                                                                      base::TimePoint replaced_since) = 0;
    virtual base::Result<void> set_used(const crypto::Digest& token, base::TimePoint now) = 0;
    // The session goes on under `next.token`, with its step, why and signed_in_at. false: somebody was first.
    virtual base::Result<bool> replace(const crypto::Digest& token, const AccountSession& next,
                                       base::TimePoint now) = 0;
    virtual base::Result<void> remove(const crypto::Digest& token) = 0;
    // The person's, the last used first; those that find() would give.
    virtual base::Result<std::vector<AccountSession>> list(const PersonId& person, base::TimePoint now,
                                                           base::TimePoint idle_since) = 0;
    // Ends it and says which it was. Empty: it is not there any more, or it is somebody else's. Of any number of
    // parallel calls one gets it.
    virtual base::Result<std::optional<AccountSession>> take(const PersonId& person, const std::string& id) = 0;
    virtual base::Result<void> set_put_off(const crypto::Digest& token) = 0;

    // The ticket of a change, while none is on its way. false: one is.
    virtual base::Result<bool> set_ticket(const crypto::Digest& token, const RequestId& request) = 0;
    // It is on its way, if `request` is still the ticket. false: used, superseded, or on its way.
    virtual base::Result<bool> claim_ticket(const crypto::Digest& token, const RequestId& request) = 0;
    // It has an outcome. `proven_at`: the password is the new one since then, and signed_in_at moves there.
    virtual base::Result<void> close_ticket(const RequestId& request, std::optional<base::TimePoint> proven_at) = 0;
    virtual base::Result<void> purge(base::TimePoint now, base::TimePoint idle_since) = 0;
};

}  // namespace tilbage::core
