#include "core/security_info/begin_registration.h"

#include "core/account/account_audit.h"
#include "core/account/limits.h"
#include "core/security_info/method_record.h"
#include "core/sspr/limits.h"
#include "core/sspr/step.h"

namespace tilbage::core {

Answer<BegunRegistration> BeginRegistration::run(const std::string& token, const std::string& kind,
                                                 const RegistrationRequest& request) {
    const auto known = parse_method_kind(kind);
    if (!known) return refuse(RefusalCode::malformed);
    return in_one_step<BegunRegistration>(ports_.account.unit_of_work, [&] { return begin(token, *known, request); });
}

Answer<BegunRegistration> BeginRegistration::begin(const std::string& token, MethodKind kind,
                                                   const RegistrationRequest& request) {
    const auto& account = ports_.account;
    const auto now = account.clock.now();
    const auto open = desk_.open_to_change(token);
    if (!open) return refuse(open.error());
    if (!desk_.offered(*open).contains(kind)) return refuse(RefusalCode::kind_not_allowed);
    if (const auto counted = count(kind, open->person.id); !counted) return refuse(counted.error());

    Registration pending;
    pending.method.id = base::new_uuid(account.random);
    auto& registrar = *ports_.registrars.find(kind);
    auto begun = registrar.begin(open->registrant(pending.method.id, now), request);
    if (!begun) return refuse(begun.error());
    pending.method.tenant_id = open->person.tenant_id;
    pending.method.person_id = open->person.id;
    pending.method.data = std::move(begun->data);
    pending.method.created_at = now;
    pending.session = open->session.token;
    pending.code = begun->code;
    pending.challenge = std::move(begun->challenge);
    pending.tries_left = registrar.tries();
    pending.expires_at = now + (sends_code(kind) ? limits::kCodeLifetime : account_limits::kRegistrationLifetime);
    if (const auto put = ports_.registrations.put(pending); !put) return refuse(put.error());
    if (sends_code(kind)) {
        const auto noted =
            account.audit.append(method_record(open->session, "method.code_sent", kind, "succeeded", now));
        if (!noted) return refuse(noted.error());
    }
    return BegunRegistration{.id = pending.method.id,
                             .kind = kind,
                             .expires_at = pending.expires_at,
                             .resend_after = sends_code(kind) ? limits::kResendAfter : std::chrono::seconds{0},
                             .tenant_name = open->tenant_name,
                             .user_name = open->person.user_name,
                             .shown = std::move(begun->shown)};
}

Answer<void> BeginRegistration::count(MethodKind kind, const PersonId& person) {
    const auto limit = sends_code(kind) ? account_limits::registration_codes() : account_limits::registrations();
    const auto verdict = ports_.account.attempts.count(limit, person.str(), ports_.account.clock.now());
    if (!verdict) return refuse(verdict.error());
    if (!verdict->allowed) return refuse_until(verdict->retry_after);
    return {};
}

}  // namespace tilbage::core
