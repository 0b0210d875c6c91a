#include "core/helpdesk/caller_verifier.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/unicode.h"
#include "core/audit/details.h"
#include "core/helpdesk/caller_gate.h"
#include "core/helpdesk/helpdesk_audit.h"
#include "core/helpdesk/limits.h"
#include "core/ports/reset_session_store.h"
#include "core/sspr/limits.h"
#include "core/sspr/step.h"

namespace tilbage::core {
namespace {

crypto::Digest mac_of(const base::SecretBytes& key, const std::string& id, std::string_view digits) {
    return crypto::hmac_sha256(key, std::string("caller code\n").append(id).append("\n").append(digits));
}

std::string without_spaces(const std::string& typed) {
    std::string digits;
    std::ranges::copy_if(typed, std::back_inserter(digits), [](char c) { return c != ' ' && c != '\t'; });
    return digits;
}

std::string method_details(MethodKind kind) { return R"({"method":)" + quoted(to_string(kind)) + "}"; }

bool is_note(const std::string& how) {
    const auto characters =
        std::ranges::count_if(how, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    const auto length = static_cast<std::size_t>(characters);
    return base::is_valid_utf8(how) && length >= helpdesk_limits::kShortestNote &&
           length <= helpdesk_limits::kLongestNote && how.find_first_not_of(" \n") != std::string::npos &&
           std::ranges::none_of(how, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

Caller caller_of(const Principal& administrator, const PersonId& person) {
    return {administrator.tenant_id, administrator.administrator_id, person};
}

}  // namespace

Answer<SentCallerCode> CallerVerifier::send(const Principal& administrator, const PersonId& person, MethodKind kind,
                                            const std::string& locale) {
    return in_one_step<SentCallerCode>(ports_.unit_of_work,
                                       [&] { return send_now(administrator, person, kind, locale); });
}

Answer<SentCallerCode> CallerVerifier::send_now(const Principal& administrator, const PersonId& person_id,
                                                MethodKind kind, const std::string& locale) {
    const auto line = person_on_the_line(ports_, administrator, person_id);
    if (!line) return refuse(line.error());
    const auto* method = sends_code(kind) ? line->usable_of(kind) : nullptr;
    if (method == nullptr) return refuse(RefusalCode::kind_not_allowed);
    const auto counted =
        count(helpdesk_limits::codes_of_person(), helpdesk_limits::codes_by_administrator(), administrator, person_id);
    if (!counted) return refuse(counted.error());
    const auto tenant = ports_.tenants.find(administrator.tenant_id);
    if (!tenant) return refuse(tenant.error());

    const auto now = ports_.clock.now();
    const auto digits = base::new_digits(ports_.random, limits::kCodeDigits);
    CallerCode code;
    code.id = base::new_uuid(ports_.random);
    code.caller = caller_of(administrator, person_id);
    code.kind = kind;
    code.code = mac_of(ports_.key, code.id, digits);
    code.tries_left = limits::kTriesPerCode;
    code.expires_at = now + limits::kCodeLifetime;
    if (const auto put = ports_.verifications.put_code(code); !put) return refuse(put.error());
    const CallerCodeContent content{.locale = language_of(line->person, locale),
                                    .tenant_name = *tenant ? (*tenant)->display_name : std::string{},
                                    .asked_by = administrator.display_name,
                                    .code = digits,
                                    .lifetime = limits::kCodeLifetime};
    const auto sent =
        dispatch(ports_, *line, *method,
                 {ports_.texts.caller_code_mail(content), ports_.texts.caller_code_text(content), code.expires_at});
    if (!sent) return refuse(sent.error());
    const auto noted = ports_.audit.append(
        helpdesk_record(administrator, person_id, "helpdesk.code_sent", "succeeded", method_details(kind), now));
    if (!noted) return refuse(noted.error());
    return SentCallerCode{kind, hint_of(*method), code.expires_at, limits::kResendAfter};
}

Answer<CallerVerification> CallerVerifier::confirm(const Principal& administrator, const PersonId& person_id,
                                                   MethodKind kind, const std::string& typed) {
    return in_one_step<CallerVerification>(ports_.unit_of_work, [&]() -> Answer<CallerVerification> {
        const auto line = person_on_the_line(ports_, administrator, person_id);
        if (!line) return refuse(line.error());
        if (!can_be_read_aloud(kind)) return refuse(RefusalCode::kind_not_allowed);
        const auto counted = count(helpdesk_limits::tries_of_person(), helpdesk_limits::tries_by_administrator(),
                                   administrator, person_id);
        if (!counted) return refuse(counted.error());
        const auto checked = check(administrator, *line, kind, typed);
        const auto result = checked ? std::string_view("succeeded") : to_string(checked.error().code);
        if (!checked && checked.error().code == RefusalCode::busy) return refuse(checked.error());
        const auto noted = ports_.audit.append(helpdesk_record(administrator, person_id, "helpdesk.caller_verified",
                                                               result, method_details(kind), ports_.clock.now()));
        if (!noted) return refuse(noted.error());
        if (!checked) return refuse(checked.error());
        const auto cleared = ports_.attempts.clear(helpdesk_limits::tries_of_person(), person_id.str());
        if (!cleared) return refuse(cleared.error());
        return put(caller_of(administrator, person_id), kind);
    });
}

Answer<void> CallerVerifier::check(const Principal& administrator, const PersonOnTheLine& line, MethodKind kind,
                                   const std::string& typed) {
    // One that was taken away since the code was sent proves nothing any more.
    if (line.usable_of(kind) == nullptr) return refuse(RefusalCode::kind_not_allowed);
    if (kind == MethodKind::authenticator_app) return check_app(line, typed);
    return check_sent(caller_of(administrator, line.person.id), kind, typed);
}

Answer<void> CallerVerifier::check_sent(const Caller& caller, MethodKind kind, const std::string& typed) {
    const auto code = ports_.verifications.take_try(caller, kind, ports_.clock.now());
    if (!code) return refuse(code.error());
    if (!*code) return refuse(RefusalCode::code_expired);
    if ((*code)->tries_left <= 0) return refuse(RefusalCode::code_exhausted);
    const auto given = mac_of(ports_.key, (*code)->id, without_spaces(typed));
    if (!base::equal_in_constant_time((*code)->code, given)) {
        return refuse(Refusal{.code = RefusalCode::code_wrong, .tries_left = (*code)->tries_left - 1});
    }
    const auto first = ports_.verifications.remove_code((*code)->id);
    if (!first) return refuse(first.error());
    if (!*first) return refuse(RefusalCode::code_expired);
    return {};
}

Answer<void> CallerVerifier::check_app(const PersonOnTheLine& line, const std::string& typed) {
    ResetSession nobodys;
    nobodys.tenant_id = line.person.tenant_id;
    nobodys.person_id = line.person.id;
    const Proof proof{.code = typed, .answers = {}, .assertion = {}};
    const auto verdict =
        ports_.app.check({nobodys, line.usable_of(MethodKind::authenticator_app), proof, ports_.clock.now()});
    if (!verdict) return refuse(verdict.error());
    if (!verdict->right) return refuse(RefusalCode::code_wrong);
    return {};
}

Answer<CallerVerification> CallerVerifier::note(const Principal& administrator, const PersonId& person_id,
                                                const std::string& how) {
    return in_one_step<CallerVerification>(ports_.unit_of_work, [&]() -> Answer<CallerVerification> {
        if (!above_helpdesk(administrator)) return refuse(RefusalCode::not_allowed);
        const auto line = person_on_the_line(ports_, administrator, person_id);
        if (!line) return refuse(line.error());
        if (!is_note(how)) return refuse(RefusalCode::malformed);
        const auto noted =
            ports_.audit.append(helpdesk_record(administrator, person_id, "helpdesk.caller_noted", "succeeded",
                                                R"({"note":)" + quoted(how) + "}", ports_.clock.now()));
        if (!noted) return refuse(noted.error());
        return put(caller_of(administrator, person_id), std::nullopt);
    });
}

Answer<void> CallerVerifier::end(const Principal& administrator, const PersonId& person_id) {
    const auto done = in_one_step<bool>(ports_.unit_of_work, [&]() -> Answer<bool> {
        const auto line = person_on_the_line(ports_, administrator, person_id);
        if (!line) return refuse(line.error());
        const auto removed = ports_.verifications.remove(caller_of(administrator, person_id));
        if (!removed) return refuse(removed.error());
        if (!*removed) return refuse(RefusalCode::not_found);
        const auto noted = ports_.audit.append(helpdesk_record(administrator, person_id, "helpdesk.verification_ended",
                                                               "succeeded", "{}", ports_.clock.now()));
        if (!noted) return refuse(noted.error());
        return true;
    });
    if (!done) return refuse(done.error());
    return {};
}

Answer<void> CallerVerifier::count(const AttemptLimit& of_person, const AttemptLimit& by_administrator,
                                   const Principal& administrator, const PersonId& person) {
    const auto now = ports_.clock.now();
    const auto by_one = ports_.attempts.count(by_administrator, administrator.administrator_id.str(), now);
    if (!by_one) return refuse(by_one.error());
    if (!by_one->allowed) return refuse_until(by_one->retry_after);
    const auto of_one = ports_.attempts.count(of_person, person.str(), now);
    if (!of_one) return refuse(of_one.error());
    if (!of_one->allowed) return refuse_until(of_one->retry_after);
    return {};
}

Answer<CallerVerification> CallerVerifier::put(const Caller& caller, std::optional<MethodKind> kind) {
    const auto now = ports_.clock.now();
    const CallerVerification verification{caller, kind, now, now + helpdesk_limits::kVerificationHolds};
    if (const auto kept = ports_.verifications.put(verification); !kept) return refuse(kept.error());
    return verification;
}

}  // namespace tilbage::core
