#include "core/sspr/issue_ticket.h"

#include "core/sspr/limits.h"
#include "core/sspr/step.h"

namespace tilbage::core {

void IssueTicket::run(const std::string& session_token, Kind kind, Done done) {
    const auto in_force =
        in_one_step<SessionInForce>(ports_.unit_of_work, [&] { return may_ask(session_token, kind); });
    if (!in_force) return done(refuse(in_force.error()));
    const auto& tenant = in_force->session.tenant_id;
    const bool none_ticked = agents_.why_no_keys(tenant) == Reason::writeback_disabled;
    if (!has_password(kind) || none_ticked || !agents_.sealing_keys(tenant).empty()) {
        return done(issue(session_token, kind));
    }
    agents_.when_connected(tenant, kWaitForAgent,
                           [this, session_token, kind, done = std::move(done)] { done(issue(session_token, kind)); });
}

Answer<SessionInForce> IssueTicket::may_ask(const std::string& session_token, Kind kind) {
    auto in_force = desk_.open(session_token);
    if (!in_force) return in_force;
    if (const auto may = may_write(in_force->session, kind, in_force->rules); !may) return refuse(may.error());
    if (!in_force->person) return refuse(RefusalCode::session_missing);
    return in_force;
}

Answer<Ticket> IssueTicket::issue(const std::string& session_token, Kind kind) {
    return in_one_step<Ticket>(ports_.unit_of_work, [&]() -> Answer<Ticket> {
        const auto in_force = may_ask(session_token, kind);
        if (!in_force) return refuse(in_force.error());
        const auto* session = &in_force->session;
        const auto& person = *in_force->person;
        Ticket ticket;
        if (has_password(kind)) ticket.recipients = agents_.sealing_keys(session->tenant_id);
        if (ticket.recipients.size() > limits::kMaxRecipients) ticket.recipients.resize(limits::kMaxRecipients);
        const bool none_ticked = agents_.why_no_keys(session->tenant_id) == Reason::writeback_disabled;
        if (ticket.recipients.empty() && none_ticked) return refuse(RefusalCode::writeback_disabled);
        if (has_password(kind) && ticket.recipients.empty()) return refuse(RefusalCode::agent_unavailable);

        const auto now = ports_.clock.now();
        ticket.binding.request_id = RequestId(base::new_uuid(ports_.random));
        ticket.binding.tenant_id = session->tenant_id;
        ticket.binding.source_anchor = person.anchor;
        ticket.binding.kind = kind;
        ticket.binding.issued_at = base::to_seconds(now);
        ticket.binding.expires_at = ticket.binding.issued_at + kSealLifetime.count();

        StoredRequest request;
        request.binding = ticket.binding;
        request.person_id = person.id;
        request.deadline = base::from_seconds(ticket.binding.expires_at);
        request.created_at = now;
        if (const auto added = ports_.requests.add(request); !added) return refuse(added.error());
        const auto set = ports_.sessions.set_ticket(session->token, ticket.binding.request_id);
        if (!set) return refuse(set.error());
        if (!*set) return refuse(RefusalCode::request_in_progress);
        return ticket;
    });
}

}  // namespace tilbage::core
