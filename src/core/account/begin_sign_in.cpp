#include "core/account/begin_sign_in.h"

#include "core/account/decoy_anchor.h"
#include "core/account/limits.h"
#include "core/identity/typed_name.h"
#include "core/sspr/counting_key.h"
#include "core/sspr/find_tenant.h"
#include "core/sspr/integration_gate.h"
#include "core/sspr/limits.h"
#include "core/sspr/step.h"

namespace tilbage::core {

void BeginAccountSignIn::run(const BeginAccountSignInCommand& command, Done done) {
    if (is_blank(command.user_id)) return done(refuse(RefusalCode::user_id_missing));
    const auto tenant = in_one_step<TenantId>(ports_.unit_of_work, [&] { return admit(command); });
    if (!tenant) return done(refuse(tenant.error()));
    const bool none_ticked = agents_.why_no_keys(*tenant) == Reason::writeback_disabled;
    const auto go_on = [this, command, done = std::move(done)] {
        done(in_one_step<Ticket>(ports_.unit_of_work, [&] { return issue(command); }));
    };
    if (none_ticked || !agents_.sealing_keys(*tenant).empty()) return go_on();
    agents_.when_connected(*tenant, kWaitForAgent, go_on);
}

Answer<TenantId> BeginAccountSignIn::admit(const BeginAccountSignInCommand& command) {
    const auto now = ports_.clock.now();
    const auto verdict = ports_.attempts.count(account_limits::tickets_per_address(), command.address_block, now);
    if (!verdict) return refuse(verdict.error());
    if (!verdict->allowed) return refuse_until(verdict->retry_after);
    const auto tenant = find_tenant(ports_.tenants, command.realm_hint, user_id_or_nobody(command.user_id));
    if (!tenant) return refuse(tenant.error());
    if (const auto on = enabled_integration(ports_.integration, tenant->id); !on) return refuse(on.error());
    return tenant->id;
}

Answer<Ticket> BeginAccountSignIn::issue(const BeginAccountSignInCommand& command) {
    const auto user_id = user_id_or_nobody(command.user_id);
    const auto tenant = find_tenant(ports_.tenants, command.realm_hint, user_id);
    if (!tenant) return refuse(tenant.error());
    Ticket ticket;
    ticket.recipients = agents_.sealing_keys(tenant->id);
    if (ticket.recipients.size() > limits::kMaxRecipients) ticket.recipients.resize(limits::kMaxRecipients);
    if (ticket.recipients.empty()) {
        const bool none_ticked = agents_.why_no_keys(tenant->id) == Reason::writeback_disabled;
        return refuse(none_ticked ? RefusalCode::writeback_disabled : RefusalCode::agent_unavailable);
    }
    const auto person = ports_.people.find_by_user_id(tenant->id, user_id);
    if (!person) return refuse(person.error());

    SignInTicket issued;
    issued.counting_key = counting_key(*tenant, *person, user_id);
    issued.locale = valid_locale(command.locale);
    const auto decoy = decoy_anchor(ports_.key, issued.counting_key);
    const bool is_somebody = *person && (*person)->from_directory();
    if (is_somebody) issued.person_id = (*person)->id;
    const auto now = ports_.clock.now();
    issued.binding.request_id = RequestId(base::new_uuid(ports_.random));
    issued.binding.tenant_id = tenant->id;
    issued.binding.source_anchor = is_somebody ? (*person)->anchor : decoy;
    issued.binding.kind = Kind::validate;
    issued.binding.issued_at = base::to_seconds(now);
    issued.binding.expires_at = issued.binding.issued_at + kSealLifetime.count();
    if (const auto added = ports_.sessions.add_ticket(issued); !added) return refuse(added.error());
    ticket.binding = issued.binding;
    return ticket;
}

}  // namespace tilbage::core
