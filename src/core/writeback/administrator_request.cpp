#include "core/writeback/administrator_request.h"

#include <algorithm>

#include "core/methods/person_in_reach.h"
#include "core/sspr/administrators_write.h"
#include "core/sspr/integration_gate.h"
#include "core/sspr/limits.h"
#include "core/sspr/read_outcome.h"
#include "core/sspr/step.h"
#include "core/writeback/seal_for_agents.h"

namespace tilbage::core {
namespace {

constexpr base::Millis kWaitMargin{1'000};

bool is_on_its_way(const StoredRequest& request) {
    return request.state == RequestState::accepted || request.state == RequestState::sent;
}

}  // namespace

bool may_write_back(const Principal& administrator) {
    return administrator.has_any(
        {Role::global_administrator, Role::password_administrator, Role::helpdesk_administrator});
}

void AdministratorRequest::issue(const Principal& administrator, const PersonId& person, Kind kind, bool must_change,
                                 const Issued& done) {
    if (const auto may = may_act(administrator, person, kind); !may) return done(refuse(may.error()));
    const auto& tenant = administrator.tenant_id;
    const bool hopeless = ports_.agents.why_no_keys(tenant) == Reason::writeback_disabled;
    if (!has_password(kind) || hopeless || !ports_.agents.sealing_keys(tenant).empty()) {
        return done(issue_now(administrator, person, kind, must_change));
    }
    ports_.agents.when_connected(tenant, kWaitForAgent, [this, administrator, person, kind, must_change, done] {
        done(issue_now(administrator, person, kind, must_change));
    });
}

// Once for a ticket: it serves for two minutes, and its own administrator alone.
Answer<void> AdministratorRequest::may_act(const Principal& administrator, const PersonId& person, Kind kind) {
    const auto may = in_one_step<bool>(ports_.unit_of_work, [&]() -> Answer<bool> {
        if (const auto asked = may_ask(administrator, person, kind); !asked) return refuse(asked.error());
        const auto act = kind == Kind::unlock ? CallersAct::unlock : CallersAct::reset;
        const auto admitted = ports_.gate.admit(administrator, person, act);
        if (!admitted) return refuse(admitted.error());
        return true;
    });
    if (!may) return refuse(may.error());
    return {};
}

Answer<Person> AdministratorRequest::may_ask(const Principal& administrator, const PersonId& person, Kind kind) {
    if (!may_write_back(administrator)) return refuse(RefusalCode::not_allowed);
    if (kind != Kind::reset && kind != Kind::unlock) return refuse(RefusalCode::kind_not_allowed);
    auto found = ports_.people.find(administrator.tenant_id, person);
    if (!found) return refuse(found.error());
    if (!*found) return refuse(RefusalCode::not_found);  // a disabled one is there: the agent says account_disabled
    if (!(*found)->from_directory()) return refuse(RefusalCode::user_not_found);
    if (kind == Kind::reset) {
        const auto reach = policy_in_reach(ports_.eligibility, administrator, **found);
        if (!reach) return refuse(reach.error());
    }
    const auto on = enabled_integration(ports_.integration, administrator.tenant_id);
    if (!on) return refuse(on.error());
    return std::move(**found);
}

Answer<AdministratorTicket> AdministratorRequest::issue_now(const Principal& administrator, const PersonId& person,
                                                            Kind kind, bool must_change) {
    return in_one_step<AdministratorTicket>(ports_.unit_of_work, [&]() -> Answer<AdministratorTicket> {
        const auto asked = may_ask(administrator, person, kind);
        if (!asked) return refuse(asked.error());
        AdministratorTicket issued{{}, must_change && kind == Kind::reset};
        auto& ticket = issued.ticket;
        if (has_password(kind)) ticket.recipients = ports_.agents.sealing_keys(administrator.tenant_id);
        if (ticket.recipients.size() > limits::kMaxRecipients) ticket.recipients.resize(limits::kMaxRecipients);
        if (ticket.recipients.empty()) {
            const bool none_ticked = ports_.agents.why_no_keys(administrator.tenant_id) == Reason::writeback_disabled;
            if (none_ticked) return refuse(RefusalCode::writeback_disabled);
            if (has_password(kind)) return refuse(RefusalCode::agent_unavailable);
        }
        const auto now = ports_.clock.now();
        ticket.binding.request_id = RequestId(base::new_uuid(ports_.random));
        ticket.binding.tenant_id = administrator.tenant_id;
        ticket.binding.source_anchor = asked->anchor;
        ticket.binding.kind = kind;
        ticket.binding.issued_at = base::to_seconds(now);
        ticket.binding.expires_at = ticket.binding.issued_at + kSealLifetime.count();

        StoredRequest request;
        request.binding = ticket.binding;
        request.person_id = person;
        request.initiated_by = InitiatedBy::administrator;
        request.administrator_id = administrator.administrator_id.str();
        request.must_change = issued.must_change;
        request.deadline = base::from_seconds(ticket.binding.expires_at);
        request.created_at = now;
        if (const auto added = ports_.requests.add(request); !added) return refuse(added.error());
        return issued;
    });
}

void AdministratorRequest::submit(const Principal& administrator, const PersonId& person, const RequestId& request,
                                  std::vector<SealedFor> sealed, const Done& done) {
    auto kind = Kind::reset;
    auto departure = take_in(administrator, person, request, sealed, kind);
    if (!departure) return done(refuse(departure.error()));
    ports_.waiters.wait(request, settings_.deadline + kOutcomeGrace + kWaitMargin,
                        [request, kind, done](std::optional<Outcome> outcome) {
                            done(RequestProgress{request, kind, std::move(outcome)});
                        });
    ports_.broker.depart(std::move(*departure));
}

Answer<RequestBroker::Departure> AdministratorRequest::take_in(const Principal& administrator, const PersonId& person,
                                                               const RequestId& id,
                                                               const std::vector<SealedFor>& sealed, Kind& kind) {
    std::optional<RequestBroker::Departure> departure;
    const auto accepted = in_one_step<Kind>(ports_.unit_of_work, [&]() -> Answer<Kind> {
        auto request = accept(administrator, person, id, sealed);
        if (!request) return refuse(request.error());
        const auto asked_for = request->binding.kind;
        auto prepared = ports_.broker.prepare(std::move(*request));
        if (!prepared) return refuse(prepared.error());
        departure = std::move(*prepared);
        return asked_for;
    });
    if (!accepted) {
        if (departure) ports_.broker.forget(departure->id);
        return refuse(accepted.error());
    }
    kind = *accepted;
    return std::move(*departure);
}

// Counted before anything is sent; of many at once only the one that finds the ticket unused gets through.
Answer<StoredRequest> AdministratorRequest::accept(const Principal& administrator, const PersonId& person,
                                                   const RequestId& id, const std::vector<SealedFor>& sealed) {
    const auto now = ports_.clock.now();
    auto request = find(administrator, person, id);
    if (!request) return request;
    if (request->administrator_id != administrator.administrator_id.str()) return refuse(RefusalCode::not_found);
    if (request->state != RequestState::issued) return refuse(RefusalCode::request_in_progress);
    if (base::to_seconds(now) >= request->binding.expires_at) return refuse(RefusalCode::request_expired);
    if (!well_formed(request->binding.kind, sealed)) return refuse(RefusalCode::malformed);
    const auto on = enabled_integration(ports_.integration, administrator.tenant_id);
    if (!on) return refuse(on.error());

    const auto counted = count_administrators_write(ports_.attempts, administrator, person, now);
    if (!counted) return refuse(counted.error());

    request->deadline = now + settings_.deadline;
    request->sealed = sealed;
    request->state = RequestState::accepted;
    const auto accepted = ports_.requests.accept(id, request->deadline, sealed);
    if (!accepted) return refuse(accepted.error());
    if (!*accepted) return refuse(RefusalCode::request_in_progress);
    return request;
}

Answer<StoredRequest> AdministratorRequest::find(const Principal& administrator, const PersonId& person,
                                                 const RequestId& id) {
    if (!may_write_back(administrator)) return refuse(RefusalCode::not_allowed);
    auto found = ports_.requests.find(id);
    if (!found) return refuse(found.error());
    const bool theirs = *found && (*found)->binding.tenant_id == administrator.tenant_id &&
                        (*found)->person_id == person && (*found)->initiated_by == InitiatedBy::administrator;
    if (!theirs) return refuse(RefusalCode::not_found);
    return std::move(**found);
}

void AdministratorRequest::read(const Principal& administrator, const PersonId& person, const RequestId& id,
                                std::chrono::seconds wait, const Done& done) {
    auto request = find(administrator, person, id);
    if (!request) return done(refuse(request.error()));
    if (is_on_its_way(*request) && request->deadline + 2 * kOutcomeGrace < ports_.clock.now()) {
        ports_.broker.give_up(id);  // nobody minded it, after a long stop of the tenant
        request = find(administrator, person, id);
        if (!request) return done(refuse(request.error()));
    }
    const auto kind = request->binding.kind;
    const auto at_most = std::clamp<std::chrono::seconds>(wait, std::chrono::seconds{0}, kLongestWait);
    if (request->outcome || !is_on_its_way(*request) || at_most.count() == 0) {
        return done(RequestProgress{id, kind, request->outcome});
    }
    const auto handle = ports_.waiters.wait(id, at_most, [id, kind, done](std::optional<Outcome> outcome) {
        done(RequestProgress{id, kind, std::move(outcome)});
    });
    // It may have come between the first look and the waiting.
    if (const auto again = ports_.requests.find(id); again && *again && (*again)->outcome) {
        ports_.waiters.resolve(handle, (*again)->outcome);
    }
}

void AdministratorRequest::reset(const Principal& administrator, const PersonId& person, base::SecretBytes password,
                                 bool must_change, const Sent& done) {
    // std::function wants what can be copied; the password stays the one it is.
    auto secret = std::make_shared<base::SecretBytes>(std::move(password));
    issue(administrator, person, Kind::reset, must_change,
          [this, administrator, person, secret, done](const Answer<AdministratorTicket>& issued) {
              if (!issued) return done(refuse(issued.error()));
              const auto& ticket = issued->ticket;
              const auto sealed = seal_for_agents(ticket.binding, ticket.recipients, std::move(*secret));
              if (!sealed) {
                  const bool too_long = sealed.error().code == base::ErrorCode::invalid_argument;
                  return done(too_long ? refuse(RefusalCode::malformed) : refuse(sealed.error()));
              }
              auto kind = Kind::reset;
              auto departure = take_in(administrator, person, ticket.binding.request_id, *sealed, kind);
              if (!departure) return done(refuse(departure.error()));
              ports_.broker.depart(std::move(*departure));
              done(ticket.binding.request_id);
          });
}

}  // namespace tilbage::core
