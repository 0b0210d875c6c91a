#include "core/sspr/send_code.h"

#include "core/sspr/audit_step.h"
#include "core/sspr/integration_gate.h"
#include "core/sspr/limits.h"
#include "core/sspr/one_time_code.h"
#include "core/sspr/session_token.h"
#include "core/sspr/step.h"

namespace tilbage::core {

Answer<SentCode> SendCode::run(const std::string& session_token, const std::string& method_id) {
    auto* method = methods_.find(method_id);
    if (method == nullptr) return refuse(RefusalCode::malformed);
    return in_one_step<SentCode>(ports_.unit_of_work, [&] { return send(session_token, *method); });
}

Answer<SentCode> SendCode::send(const std::string& session_token, VerificationMethod& method) {
    const auto now = ports_.clock.now();
    const auto session = open_session(ports_.sessions, session_token, now);
    if (!session) return refuse(session.error());
    if (session->step != SessionStep::identified) return refuse(RefusalCode::wrong_step);
    if (const auto on = enabled_integration(ports_.integration, session->tenant_id); !on) return refuse(on.error());

    const auto verdict = ports_.attempts.count(limits::codes_sent(), session->counting_key, now);
    if (!verdict) return refuse(verdict.error());
    if (!verdict->allowed) return refuse_until(verdict->retry_after);

    const auto person = find_reachable(*session, method);
    if (!person) return refuse(person.error());
    const auto tenant = ports_.tenants.find(session->tenant_id);
    if (!tenant) return refuse(tenant.error());

    const auto code = make_code(ports_.random, code_key_, session->token, now, !person->has_value());
    if (const auto put = ports_.sessions.put_code(session->token, code.stored); !put) return refuse(put.error());

    CodeMessage message;
    message.person = person->has_value() ? &**person : nullptr;
    message.locale = session->locale;
    message.tenant_name = *tenant ? (*tenant)->display_name : std::string{};
    message.digits = code.digits;
    message.expires_at = code.stored.expires_at;
    if (const auto sent = method.send(message, now); !sent) return refuse(sent.error());

    const auto record = session_record(*session, "reset.code_sent", person->has_value() ? "succeeded" : "nobody", now);
    if (const auto written = ports_.audit.append(record); !written) return refuse(written.error());
    return SentCode{code.stored.expires_at, limits::kResendAfter};
}

// Read now and not at the session's start: an address that was taken away meanwhile gets nothing. Nobody is looked up
// as well.
Answer<std::optional<Person>> SendCode::find_reachable(const ResetSession& session, const VerificationMethod& method) {
    const auto id = session.person_id.value_or(PersonId(base::new_uuid(ports_.random)));
    auto person = ports_.people.find(session.tenant_id, id);
    if (!person) return refuse(person.error());
    if (*person && !((*person)->active && method.reaches(**person))) person->reset();
    return std::move(*person);
}

}  // namespace tilbage::core
