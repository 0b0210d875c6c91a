#include "core/sspr/issue_ticket.h"

#include "core/sspr/integration_gate.h"
#include "core/sspr/limits.h"
#include "core/sspr/session_token.h"
#include "core/sspr/step.h"

namespace tilbage::core {

void IssueTicket::run(const std::string& session_token, Kind kind, Done done) {
    const auto session = may_ask(session_token, kind);
    if (!session) return done(refuse(session.error()));
    const bool none_ticked = agents_.why_no_keys(session->tenant_id) == Reason::writeback_disabled;
    if (!has_password(kind) || none_ticked || !agents_.sealing_keys(session->tenant_id).empty()) {
        return done(issue(session_token, kind));
    }
    agents_.when_connected(session->tenant_id, kWaitForAgent,
                           [this, session_token, kind, done = std::move(done)] { done(issue(session_token, kind)); });
}

Answer<ResetSession> IssueTicket::may_ask(const std::string& session_token, Kind kind) {
    auto session = open_session(ports_.sessions, session_token, ports_.clock.now());
    if (!session) return session;
    switch (session->step) {
        case SessionStep::identified:
            return refuse(RefusalCode::wrong_step);
        case SessionStep::submitting:
            return refuse(RefusalCode::request_in_progress);
        case SessionStep::ended:
            return refuse(RefusalCode::session_missing);
        case SessionStep::verified:
            break;
    }
    const auto integration = enabled_integration(ports_.integration, session->tenant_id);
    if (!integration) return refuse(integration.error());
    const bool allowed = kind == Kind::reset || (kind == Kind::unlock && integration->unlock_allowed);
    if (!allowed) return refuse(RefusalCode::kind_not_allowed);
    return session;
}

Answer<Ticket> IssueTicket::issue(const std::string& session_token, Kind kind) {
    return in_one_step<Ticket>(ports_.unit_of_work, [&]() -> Answer<Ticket> {
        const auto session = may_ask(session_token, kind);
        if (!session) return refuse(session.error());
        Ticket ticket;
        if (has_password(kind)) ticket.recipients = agents_.sealing_keys(session->tenant_id);
        if (ticket.recipients.size() > limits::kMaxRecipients) ticket.recipients.resize(limits::kMaxRecipients);
        const bool none_ticked = agents_.why_no_keys(session->tenant_id) == Reason::writeback_disabled;
        if (ticket.recipients.empty() && none_ticked) return refuse(RefusalCode::writeback_disabled);
        if (has_password(kind) && ticket.recipients.empty()) return refuse(RefusalCode::agent_unavailable);
        const auto person = ports_.people.find(session->tenant_id, session->person_id.value_or(PersonId{}));
        if (!person) return refuse(person.error());
        if (!*person || !(*person)->active || !(*person)->from_directory()) return refuse(RefusalCode::session_missing);

        const auto now = ports_.clock.now();
        ticket.binding.request_id = RequestId(base::new_uuid(ports_.random));
        ticket.binding.tenant_id = session->tenant_id;
        ticket.binding.source_anchor = (*person)->anchor;
        ticket.binding.kind = kind;
        ticket.binding.issued_at = base::to_seconds(now);
        ticket.binding.expires_at = ticket.binding.issued_at + kSealLifetime.count();

        StoredRequest request;
        request.binding = ticket.binding;
        request.person_id = (*person)->id;
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
