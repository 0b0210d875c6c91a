#include "core/sspr/verify_code.h"

#include "core/sspr/audit_step.h"
#include "core/sspr/integration_gate.h"
#include "core/sspr/limits.h"
#include "core/sspr/one_time_code.h"
#include "core/sspr/session_token.h"
#include "core/sspr/step.h"

namespace tilbage::core {
namespace {

// People copy codes with spaces around and inside.
std::string without_spaces(const std::string& typed) {
    std::string digits;
    for (const char c : typed) {
        if (c != ' ' && c != '\t') digits += c;
    }
    return digits;
}

tl::unexpected<Refusal> refuse_code(int tries_left) {
    Refusal refusal;
    refusal.code = RefusalCode::code_wrong;
    refusal.tries_left = tries_left;
    return refuse(std::move(refusal));
}

}  // namespace

Answer<VerifiedPerson> VerifyCode::run(const VerifyCodeCommand& command) {
    if (methods_.find(command.method) == nullptr) return refuse(RefusalCode::malformed);
    return in_one_step<VerifiedPerson>(ports_.unit_of_work, [&] { return verify(command); });
}

Answer<VerifiedPerson> VerifyCode::verify(const VerifyCodeCommand& command) {
    const auto now = ports_.clock.now();
    auto session = open_session(ports_.sessions, command.session_token, now);
    if (!session) return refuse(session.error());
    if (session->step != SessionStep::identified) return refuse(RefusalCode::wrong_step);
    if (const auto on = enabled_integration(ports_.integration, session->tenant_id); !on) return refuse(on.error());

    const auto verdict = ports_.attempts.count(limits::wrong_codes(), session->counting_key, now);
    if (!verdict) return refuse(verdict.error());
    if (!verdict->allowed) return refuse_until(verdict->retry_after);

    const auto judged = judge(*session, without_spaces(command.code), now);
    const auto result = judged ? std::string_view("succeeded") : to_string(judged.error().code);
    const auto written = ports_.audit.append(session_record(*session, "reset.verify", result, now));
    if (!written) return refuse(written.error());
    if (!judged) return refuse(judged.error());
    return pass(*session);
}

// The try is taken off before the code is looked at.
Answer<void> VerifyCode::judge(const ResetSession& session, const std::string& typed, base::TimePoint now) {
    const auto before = ports_.sessions.take_try(session.token);
    if (!before) return refuse(before.error());
    if (!*before) return refuse(RefusalCode::wrong_step);
    const auto& stored = **before;
    const bool right = matches(stored, code_key_, session.token, typed);
    if (stored.tries_left <= 0) return refuse(RefusalCode::code_exhausted);
    if (stored.expires_at <= now) return refuse(RefusalCode::code_expired);
    if (!right) return refuse_code(stored.tries_left - 1);
    return {};
}

Answer<VerifiedPerson> VerifyCode::pass(const ResetSession& session) {
    if (!session.person_id) return refuse(RefusalCode::session_missing);
    const auto person = ports_.people.find(session.tenant_id, *session.person_id);
    if (!person) return refuse(person.error());
    if (!*person || !(*person)->active) return refuse(RefusalCode::session_missing);
    const auto moved = ports_.sessions.mark_verified(session.token);
    if (!moved) return refuse(moved.error());
    if (!*moved) return refuse(RefusalCode::wrong_step);
    // Who reads the mailbox does not guess: the tries so far were their own.
    if (const auto cleared = ports_.attempts.clear(limits::wrong_codes(), session.counting_key); !cleared) {
        return refuse(cleared.error());
    }
    return VerifiedPerson{(*person)->user_name};
}

}  // namespace tilbage::core
