#include "core/writeback/record_outcome.h"

#include <algorithm>

#include "core/sspr/counting_key.h"
#include "core/sspr/limits.h"
#include "core/writeback/outcome_record.h"

namespace tilbage::core {
namespace {

// Refusals that an agent gives for its own part, before it has looked whether the password is set.
bool tells_of_itself_only(Reason reason) {
    switch (reason) {
        case Reason::directory_unavailable:
        case Reason::agent_unavailable:
        case Reason::agent_busy:
        case Reason::deadline_passed:
        case Reason::cannot_open:
        case Reason::replayed:
        case Reason::malformed:
        case Reason::writeback_disabled:
        case Reason::user_out_of_scope:
        case Reason::user_not_found:
        case Reason::multiple_matches:
        case Reason::account_protected:
        case Reason::permission_missing:
        case Reason::too_many_failures:
            return true;
        case Reason::succeeded:
        case Reason::password_too_short:
        case Reason::password_too_long:
        case Reason::password_not_complex:
        case Reason::password_contains_name:
        case Reason::password_in_history:
        case Reason::password_too_young:
        case Reason::password_banned:
        case Reason::password_refused:
        case Reason::password_malformed:
        case Reason::current_password_wrong:
        case Reason::account_locked:
        case Reason::account_disabled:
        case Reason::account_expired:
        case Reason::cannot_change_password:
        case Reason::password_expired:
        case Reason::password_must_change:
        case Reason::not_allowed_now:
        case Reason::not_allowed_here:
        case Reason::sign_in_refused:
        case Reason::outcome_unknown:
            return false;
    }
    return false;
}

bool given_to(const StoredRequest& request, const AgentId& agent) {
    return std::ranges::find(request.sent_to, agent) != request.sent_to.end();
}

bool given_to_another(const StoredRequest& request, const AgentId& agent) {
    return std::ranges::any_of(request.sent_to, [&](const AgentId& other) { return other != agent; });
}

base::Result<void> done(const base::Result<std::int64_t>& ended) {
    if (!ended) return base::fail(ended.error());
    return {};
}

}  // namespace

base::Result<RecordResult> RecordOutcome::from_agent(const TenantId& tenant, const AgentId& agent, const RequestId& id,
                                                     const Outcome& outcome) {
    RecordResult result;
    const auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        const auto request = ports_.requests.find(id);
        if (!request) return base::fail(request.error());
        if (!*request) return {};
        result.outcome = (*request)->outcome;
        if ((*request)->binding.tenant_id != tenant || !given_to(**request, agent)) {
            result = {Recorded::not_given_to_it, std::nullopt};
            return {};
        }
        if (given_to_another(**request, agent) && tells_of_itself_only(outcome.reason)) {
            result.how = Recorded::proves_nothing;
            return {};
        }
        const auto completed = complete(**request, outcome, agent.str());
        if (!completed) return base::fail(completed.error());
        result = *completed;
        return {};
    });
    if (!done) return base::fail(done.error());
    return result;
}

base::Result<RecordResult> RecordOutcome::from_silence(const RequestId& id, Reason if_unsent) {
    RecordResult result;
    const auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        const auto request = ports_.requests.find(id);
        if (!request) return base::fail(request.error());
        if (!*request) return {};
        result = {Recorded::stood, (*request)->outcome};
        if (result.outcome || (*request)->state == RequestState::issued) return {};
        Outcome outcome;
        outcome.reason = (*request)->state == RequestState::accepted ? if_unsent : Reason::outcome_unknown;
        const auto completed = complete(**request, outcome, {});
        if (!completed) return base::fail(completed.error());
        result = *completed;
        return {};
    });
    if (!done) return base::fail(done.error());
    return result;
}

base::Result<RecordResult> RecordOutcome::complete(const StoredRequest& request, const Outcome& outcome,
                                                   const std::string& agent) {
    if (request.outcome && outcome.reason == Reason::outcome_unknown) {
        return RecordResult{Recorded::stood, request.outcome};
    }
    const bool only_if_unsent = agent.empty() && outcome.reason != Reason::outcome_unknown;
    const auto completed = ports_.requests.complete(request.binding.request_id, outcome, only_if_unsent);
    if (!completed) return base::fail(completed.error());
    if (!*completed) return RecordResult{Recorded::stood, request.outcome};
    if (const auto followed = follow_up(request, outcome, agent); !followed) return base::fail(followed.error());
    return RecordResult{Recorded::stored, outcome};
}

// A success forgets what was tried before it; what failed because nobody was there to write is not the person's fault.
base::Result<void> RecordOutcome::settle_counters(const StoredRequest& request, Reason reason) {
    const auto key = counting_key(request.person_id);
    const bool nobody_there = reason == Reason::directory_unavailable || reason == Reason::agent_unavailable;
    const bool was_counted = request.initiated_by == InitiatedBy::self;
    if (nobody_there && was_counted) return ports_.attempts.give_back(limits::writes(), key, ports_.clock.now());
    if (reason != Reason::succeeded) return {};
    for (const auto& limit : limits::of_one_person()) {
        if (const auto cleared = ports_.attempts.clear(limit, key); !cleared) return cleared;
    }
    return {};
}

base::Result<void> RecordOutcome::follow_up(const StoredRequest& request, const Outcome& outcome,
                                            const std::string& agent) {
    // A late outcome after outcome_unknown finds the ticket closed already; closing it again changes nothing.
    const auto closed = ports_.sessions.close_ticket(request.binding.request_id, may_retry(outcome.reason));
    if (!closed) return closed;
    const auto now = ports_.clock.now();
    const bool changed = outcome.reason == Reason::succeeded;
    const auto answered =
        ports_.accounts.close_ticket(request.binding.request_id, changed ? std::optional(now) : std::nullopt);
    if (!answered) return answered;
    if (const auto counted = settle_counters(request, outcome.reason); !counted) return counted;
    const auto written = ports_.audit.append(outcome_record(request, outcome, agent, now));
    if (!written || !changed) return written;
    if (!has_password(request.binding.kind)) return done(ports_.person_sessions.end_resets_of(request.person_id));
    // Whoever is signed in with the old password is not any more, but for the one who has just changed it.
    const auto ended = ports_.person_sessions.end_all_of(request.person_id, request.binding.request_id);
    if (!ended) return done(ended);
    return notices_.send(request.binding.tenant_id, request.person_id);
}

}  // namespace tilbage::core
