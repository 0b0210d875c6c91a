#include "core/security_info/confirm_registration.h"

#include "core/account/limits.h"
#include "core/security_info/method_record.h"
#include "core/sspr/step.h"

namespace tilbage::core {

Answer<std::string> ConfirmRegistration::run(const ConfirmRegistrationCommand& command) {
    auto& unit_of_work = ports_.account.unit_of_work;
    const auto opened = in_one_step<Opened>(unit_of_work, [&] { return take_try(command); });
    if (!opened) return refuse(opened.error());
    const auto& pending = opened->pending;
    auto* registrar = ports_.registrars.find(pending.method.kind());
    if (registrar == nullptr) return refuse(RefusalCode::kind_not_allowed);
    auto data = registrar->confirm(opened->info.registrant(pending.method.id, ports_.account.clock.now()), pending,
                                   command.proof);
    return in_one_step<std::string>(unit_of_work, [&]() -> Answer<std::string> {
        if (!data) return failed(*opened, data.error());
        return keep(command, *opened, std::move(*data));
    });
}

Answer<ConfirmRegistration::Opened> ConfirmRegistration::take_try(const ConfirmRegistrationCommand& command) {
    const auto& account = ports_.account;
    const auto now = account.clock.now();
    auto open = desk_.open(command.token);
    if (!open) return refuse(open.error());
    const auto verdict =
        account.attempts.count(account_limits::registration_tries(), open->person.id.str(), account.clock.now());
    if (!verdict) return refuse(verdict.error());
    if (!verdict->allowed) return refuse_until(verdict->retry_after);
    auto pending = ports_.registrations.take_try(open->session.token, command.registration, now);
    if (!pending) return refuse(pending.error());
    if (!*pending) return refuse(RefusalCode::code_expired);
    if ((*pending)->tries_left <= 0) return refuse(RefusalCode::code_exhausted);
    return Opened{std::move(*open), std::move(**pending)};
}

Answer<std::string> ConfirmRegistration::failed(const Opened& opened, Refusal refusal) {
    const bool wrong = refusal.code == RefusalCode::code_wrong;
    if (!wrong) return refuse(std::move(refusal));
    refusal.tries_left = opened.pending.tries_left - 1;
    if (refusal.tries_left == 0) refusal.code = RefusalCode::code_exhausted;
    auto record = method_record(opened.info.session, "method.register", opened.pending.method.kind(),
                                to_string(refusal.code), ports_.account.clock.now());
    if (!refusal.cause.empty()) {
        record.details.insert(record.details.size() - 1, R"(,"why":")" + refusal.cause + R"(")");
    }
    const auto noted = ports_.account.audit.append(record);
    if (!noted) return refuse(noted.error());
    return refuse(std::move(refusal));
}

// Looked at anew: the proof may have taken long, and another tab or an administrator been quicker.
Answer<std::string> ConfirmRegistration::keep(const ConfirmRegistrationCommand& command, const Opened& opened,
                                              MethodData data) {
    const auto& account = ports_.account;
    const auto now = account.clock.now();
    const auto open = desk_.open(command.token);
    if (!open) return refuse(open.error());
    auto method = opened.pending.method;
    const auto kind = method.kind();
    if (!desk_.offered(*open).contains(kind)) return refuse(RefusalCode::kind_not_allowed);
    const auto mine = ports_.registrations.remove(method.id);
    if (!mine) return refuse(mine.error());
    if (!*mine) return refuse(RefusalCode::code_expired);
    if (const auto removed = remove_older(*open, kind); !removed) return refuse(removed.error());

    method.data = std::move(data);
    method.name = command.proof.name;
    method.created_at = now;
    if (const auto put = account.methods.put(method); !put) return refuse(put.error());
    const auto confirmed = account.methods.set_confirmed(method.tenant_id, method.person_id, now);
    if (!confirmed) return refuse(confirmed.error());
    const auto noted = account.audit.append(method_record(open->session, "method.register", kind, "succeeded", now));
    if (!noted) return refuse(noted.error());
    auto all = open->registered;
    all.push_back(method);
    const auto told = notices_.tell(*open, {MethodNotice::What::registered, kind, method.id}, all);
    if (!told) return refuse(told.error());
    return method.id;
}

Answer<void> ConfirmRegistration::remove_older(const OpenSecurityInfo& open, MethodKind kind) {
    if (ports_.registrars.find(kind)->at_most() != 1) return {};
    for (const auto& one : open.registered) {
        if (one.kind() != kind || one.locked) continue;
        const auto removed = ports_.account.methods.remove(one.tenant_id, one.id);
        if (!removed) return refuse(removed.error());
    }
    return {};
}

}  // namespace tilbage::core
