#include "core/sspr/send_code.h"

#include "core/methods/phone_country.h"
#include "core/methods/phone_number.h"
#include "core/sspr/audit_step.h"
#include "core/sspr/limits.h"
#include "core/sspr/one_time_code.h"
#include "core/sspr/step.h"
#include "core/sspr/text_limits.h"

namespace tilbage::core {

Answer<SentCode> SendCode::run(const SendCommand& command) {
    const auto kind = parse_method_kind(command.method);
    auto* sender = kind ? means_.methods.sender(*kind) : nullptr;
    if (sender == nullptr) return refuse(RefusalCode::malformed);
    return in_one_step<SentCode>(ports_.unit_of_work, [&] { return send(command, *sender); });
}

Answer<SentCode> SendCode::send(const SendCommand& command, CodeSender& sender) {
    const auto now = ports_.clock.now();
    const auto kind = sender.kind();
    const auto in_force = desk_.open(command.session_token);
    if (!in_force) return refuse(in_force.error());
    const auto& session = in_force->session;
    if (const auto may = may_prove(session, kind, in_force->rules); !may) return refuse(may.error());
    if (const auto counted = count(kind, session.counting_key); !counted) return refuse(counted.error());
    if (kind == MethodKind::mobile_phone) {
        if (const auto checked = check_number(*in_force, command.number); !checked) return refuse(checked.error());
        const auto* phone = in_force->usable_of(kind);
        const auto number = phone == nullptr ? std::string{} : phone->destination;
        const auto counted = count_text(ports_.attempts, means_.key, session.tenant_id, number, now);
        if (!counted) return refuse(counted.error());
    }
    const auto tenant = ports_.tenants.find(session.tenant_id);
    if (!tenant) return refuse(tenant.error());

    // Read now and not at the session's start: an address that was taken away meanwhile gets nothing.
    const auto* method = in_force->usable_of(kind);
    auto code = make_code(ports_.random, means_.key, session.token, now, method == nullptr);
    code.stored.kind = kind;
    if (const auto put = ports_.sessions.put_code(session.token, code.stored); !put) return refuse(put.error());

    CodeMessage message;
    message.tenant_id = session.tenant_id;
    message.destination = method == nullptr ? std::string{} : method->destination;
    message.locale = session.locale;
    message.tenant_name = *tenant ? (*tenant)->display_name : std::string{};
    message.digits = code.digits;
    message.expires_at = code.stored.expires_at;
    if (const auto sent = sender.send(message, now); !sent) return refuse(sent.error());

    auto record = session_record(session, "reset.code_sent", method == nullptr ? "nobody" : "succeeded", now);
    record.details = R"({"method":")" + std::string(to_string(kind)) + R"("})";
    if (const auto written = ports_.audit.append(record); !written) return refuse(written.error());
    return SentCode{code.stored.expires_at, limits::kResendAfter};
}

Answer<void> SendCode::count(MethodKind kind, const std::string& key) {
    const auto limit = kind == MethodKind::mobile_phone ? limits::texts_sent() : limits::codes_sent();
    const auto verdict = ports_.attempts.count(limit, key, ports_.clock.now());
    if (!verdict) return refuse(verdict.error());
    if (!verdict->allowed) return refuse_until(verdict->retry_after);
    return {};
}

// Who does not know the number gets no text sent to it. What was typed is compared whole, and for nobody as well.
Answer<void> SendCode::check_number(const SessionInForce& in_force, const std::string& typed) {
    const auto verdict =
        ports_.attempts.count(limits::wrong_numbers(), in_force.session.counting_key, ports_.clock.now());
    if (!verdict) return refuse(verdict.error());
    if (!verdict->allowed) return refuse_until(verdict->retry_after);
    const auto* method = in_force.usable_of(MethodKind::mobile_phone);
    const auto number =
        to_e164(typed, in_force.person ? phone_country_of(*in_force.person) : std::string{}).value_or("");
    const auto wanted = method == nullptr ? std::string("nobody's") : method->destination;
    if (!base::equal_in_constant_time(std::string_view(number), std::string_view(wanted))) {
        return refuse(RefusalCode::number_wrong);
    }
    return answered(ports_.attempts.clear(limits::wrong_numbers(), in_force.session.counting_key));
}

}  // namespace tilbage::core
