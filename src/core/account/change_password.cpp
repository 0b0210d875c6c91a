#include "core/account/change_password.h"

#include <algorithm>

#include "core/account/account_audit.h"
#include "core/account/limits.h"
#include "core/sspr/integration_gate.h"
#include "core/sspr/limits.h"
#include "core/sspr/read_outcome.h"
#include "core/sspr/session_token.h"
#include "core/sspr/step.h"

namespace tilbage::core {
namespace {

constexpr base::Millis kWaitMargin{1'000};

}  // namespace

void ChangePassword::issue(const std::string& token, IssueDone done) {
    const auto open = may_ask(token);
    if (!open) return done(refuse(open.error()));
    const auto& tenant = open->session.tenant_id;
    const bool none_ticked = agents_.why_no_keys(tenant) == Reason::writeback_disabled;
    const auto go_on = [this, token, done = std::move(done)] {
        done(in_one_step<Ticket>(ports_.unit_of_work, [&] { return make_ticket(token); }));
    };
    if (none_ticked || !agents_.sealing_keys(tenant).empty()) return go_on();
    agents_.when_connected(tenant, kWaitForAgent, go_on);
}

Answer<OpenAccount> ChangePassword::may_ask(const std::string& token) {
    auto open = open_account(ports_, token);
    if (!open) return open;
    if (open->session.submitting) return refuse(RefusalCode::request_in_progress);
    const auto on = enabled_integration(ports_.integration, open->session.tenant_id);
    if (!on) return refuse(on.error());
    return open;
}

Answer<Ticket> ChangePassword::make_ticket(const std::string& token) {
    const auto open = may_ask(token);
    if (!open) return refuse(open.error());
    const auto& tenant = open->session.tenant_id;
    Ticket ticket;
    ticket.recipients = agents_.sealing_keys(tenant);
    if (ticket.recipients.size() > limits::kMaxRecipients) ticket.recipients.resize(limits::kMaxRecipients);
    if (ticket.recipients.empty()) {
        const bool none_ticked = agents_.why_no_keys(tenant) == Reason::writeback_disabled;
        return refuse(none_ticked ? RefusalCode::writeback_disabled : RefusalCode::agent_unavailable);
    }
    const auto now = ports_.clock.now();
    ticket.binding.request_id = RequestId(base::new_uuid(ports_.random));
    ticket.binding.tenant_id = tenant;
    ticket.binding.source_anchor = open->person.anchor;
    ticket.binding.kind = Kind::change;
    ticket.binding.issued_at = base::to_seconds(now);
    ticket.binding.expires_at = ticket.binding.issued_at + kSealLifetime.count();

    StoredRequest request;
    request.binding = ticket.binding;
    request.person_id = open->person.id;
    request.deadline = base::from_seconds(ticket.binding.expires_at);
    request.created_at = now;
    if (const auto added = ports_.requests.add(request); !added) return refuse(added.error());
    const auto set = ports_.sessions.set_ticket(open->session.token, ticket.binding.request_id);
    if (!set) return refuse(set.error());
    if (!*set) return refuse(RefusalCode::request_in_progress);
    return ticket;
}

void ChangePassword::submit(const std::string& token, const RequestId& id, const std::vector<SealedFor>& sealed,
                            Done done) {
    std::optional<RequestBroker::Departure> departure;
    const auto accepted = in_one_step<StoredRequest>(ports_.unit_of_work, [&]() -> Answer<StoredRequest> {
        auto request = accept(token, id, sealed);
        if (!request) return request;
        auto prepared = broker_.prepare(*request);
        if (!prepared) return refuse(prepared.error());
        departure = std::move(*prepared);
        return request;
    });
    if (!accepted) {
        if (departure) broker_.forget(departure->id);
        return done(refuse(accepted.error()));
    }
    waiters_.wait(id, settings_.deadline + kOutcomeGrace + kWaitMargin,
                  [this, token, id, done = std::move(done)](std::optional<Outcome> outcome) {
                      done(progress(token, {id, Kind::change, std::move(outcome)}));
                  });
    broker_.depart(std::move(*departure));
}

Answer<StoredRequest> ChangePassword::accept(const std::string& token, const RequestId& id,
                                             const std::vector<SealedFor>& sealed) {
    const auto now = ports_.clock.now();
    const auto open = open_account(ports_, token);
    if (!open) return refuse(open.error());
    const auto& session = open->session;
    auto request = find_request(session.person_id, id);
    if (!request) return request;
    // First: a page that lost its connection sends again, and is told to ask for the outcome.
    if (request->state != RequestState::issued) return refuse(RefusalCode::request_in_progress);
    if (const auto on = enabled_integration(ports_.integration, session.tenant_id); !on) return refuse(on.error());
    if (session.request_id != id || base::to_seconds(now) >= request->binding.expires_at) {
        return refuse(RefusalCode::request_expired);
    }
    if (!well_formed(request->binding.kind, sealed)) return refuse(RefusalCode::malformed);

    // Looked at before the ticket is taken, counted after: of many at once only the one that takes it counts.
    const auto verdict = ports_.attempts.peek(limits::writes(), session.counting_key, now);
    if (!verdict) return refuse(verdict.error());
    if (!verdict->allowed) return refuse_until(verdict->retry_after);
    const auto claimed = ports_.sessions.claim_ticket(session.token, id);
    if (!claimed) return refuse(claimed.error());
    if (!*claimed) return refuse(RefusalCode::request_in_progress);
    const auto counted = ports_.attempts.count(limits::writes(), session.counting_key, now);
    if (!counted) return refuse(counted.error());

    request->deadline = now + settings_.deadline;
    request->sealed = sealed;
    request->state = RequestState::accepted;
    const auto accepted = ports_.requests.accept(id, request->deadline, sealed);
    if (!accepted) return refuse(accepted.error());
    if (!*accepted) return refuse(RefusalCode::request_in_progress);
    return request;
}

// A request of somebody else does not exist for this session.
Answer<StoredRequest> ChangePassword::find_request(const PersonId& person, const RequestId& id) {
    auto found = ports_.requests.find(id);
    if (!found) return refuse(found.error());
    const bool theirs = *found && (*found)->person_id == person && (*found)->binding.kind == Kind::change &&
                        (*found)->initiated_by == InitiatedBy::self;
    if (!theirs) return refuse(RefusalCode::not_found);
    return std::move(**found);
}

void ChangePassword::read(const std::string& token, const RequestId& id, std::chrono::seconds wait, Done done) {
    auto request = find_for(token, id);
    if (!request) return done(refuse(request.error()));
    const bool on_its_way = request->state == RequestState::accepted || request->state == RequestState::sent;
    if (on_its_way && request->deadline + 2 * kOutcomeGrace < ports_.clock.now()) {
        broker_.give_up(id);  // nobody minded it, after a long stop of the tenant
        request = find_for(token, id);
        if (!request) return done(refuse(request.error()));
    }
    const auto at_most = std::clamp<std::chrono::seconds>(wait, std::chrono::seconds{0}, kLongestWait);
    if (request->outcome || !on_its_way || at_most.count() == 0) {
        return done(progress(token, {id, Kind::change, request->outcome}));
    }
    const auto handle = waiters_.wait(id, at_most, [this, token, id, done](std::optional<Outcome> outcome) {
        done(progress(token, {id, Kind::change, std::move(outcome)}));
    });
    // It may have come between the first look and the waiting.
    if (const auto again = ports_.requests.find(id); again && *again && (*again)->outcome) {
        waiters_.resolve(handle, (*again)->outcome);
    }
}

Answer<StoredRequest> ChangePassword::find_for(const std::string& token, const RequestId& id) {
    const auto open = open_account(ports_, token);
    if (open) return find_request(open->session.person_id, id);
    if (open.error().code != RefusalCode::session_missing || token.empty()) return refuse(open.error());
    const auto replaced =
        ports_.sessions.find_replaced(session_key(token), ports_.clock.now() - account_limits::kReplacedValueServes);
    if (!replaced) return refuse(replaced.error());
    if (!*replaced || (*replaced)->request_id != id) return refuse(RefusalCode::session_missing);
    return find_request((*replaced)->person_id, id);
}

Answer<ChangeProgress> ChangePassword::progress(const std::string& token, RequestProgress request) {
    ChangeProgress told{std::move(request), {}};
    const auto& outcome = told.request.outcome;
    if (!outcome || outcome->reason != Reason::succeeded) return told;
    auto renewed = in_one_step<std::string>(ports_.unit_of_work, [&] { return renew(token, told.request.request_id); });
    if (!renewed) return refuse(renewed.error());
    told.new_token = std::move(*renewed);
    return told;
}

// The session goes on under a new value; whoever had to change may now do everything. Empty: somebody was first.
Answer<std::string> ChangePassword::renew(const std::string& token, const RequestId& id) {
    const auto now = ports_.clock.now();
    auto session = ports_.sessions.find(session_key(token), now, now - account_limits::kSessionIdle);
    if (!session) return refuse(session.error());
    if (!*session || (*session)->request_id != id) return std::string{};
    auto next = **session;
    auto value = new_session_token(ports_.random);
    next.token = session_key(value);
    next.step = AccountStep::signed_in;
    next.why.reset();
    const auto replaced = ports_.sessions.replace((*session)->token, next, now);
    if (!replaced) return refuse(replaced.error());
    return *replaced ? std::move(value) : std::string{};
}

}  // namespace tilbage::core
