#include "core/sspr/proof_checks.h"

#include <algorithm>

#include "core/methods/authenticator_secret.h"
#include "core/methods/printed_code.h"
#include "core/methods/security_answer.h"
#include "crypto/secret_box.h"

namespace tilbage::core {
namespace {

std::string without_spaces(const std::string& typed) {
    std::string text;
    std::ranges::copy_if(typed, std::back_inserter(text), [](char c) { return c != ' ' && c != '\t'; });
    return text;
}

const std::vector<AuthenticationMethod>& registered_of(const UsableMethod* method) {
    static const std::vector<AuthenticationMethod> kNone;
    return method == nullptr ? kNone : method->registered;
}

PersonId person_of(const ProofRequest& request) { return request.session.person_id.value_or(PersonId("nobody")); }

// What no app shows, for somebody who has none.
void work_for_nobody(const Totp& totp, const std::string& code, base::TimePoint now) {
    (void)totp.step_of(base::SecretBytes(kAuthenticatorSecretBytes), code, now);
}

}  // namespace

base::Result<ProofVerdict> AuthenticatorCheck::check(const ProofRequest& request) {
    const auto code = without_spaces(request.proof.code);
    const auto& apps = registered_of(request.method);
    if (apps.empty()) work_for_nobody(totp_, code, request.now);
    for (const auto& app : apps) {
        const auto& sealed = std::get<AuthenticatorAppMethod>(app.data).sealed_secret;
        const auto secret =
            crypto::open_secret(key_, kAuthenticatorPurpose, authenticator_owner(app.person_id, app.id), sealed);
        if (!secret) continue;  // the key file was lost: this app serves no more, others may
        const auto step = totp_.step_of(*secret, code, request.now);
        if (!step) continue;
        const auto first = methods_.use_totp_step(app.id, *step);
        if (!first) return base::fail(first.error());
        if (*first) return ProofVerdict{true, app.id, {}};
    }
    return ProofVerdict{};
}

base::Result<ProofVerdict> RecoveryCodeCheck::check(const ProofRequest& request) {
    const auto typed = printed_code_digest(key_, kind(), person_of(request), request.proof.code);
    for (const auto& sheet : registered_of(request.method)) {
        const auto used = methods_.use_recovery_code(sheet.id, typed);
        if (!used) return base::fail(used.error());
        if (*used) return ProofVerdict{true, sheet.id, {}};
    }
    return ProofVerdict{};
}

base::Result<ProofVerdict> TemporaryAccessCodeCheck::check(const ProofRequest& request) {
    const auto typed = printed_code_digest(key_, kind(), person_of(request), request.proof.code);
    for (const auto& one : registered_of(request.method)) {
        const auto& issued = std::get<TemporaryAccessCodeMethod>(one.data);
        if (issued.expires_at <= request.now || !base::equal_in_constant_time(issued.code, typed)) continue;
        const auto removed = methods_.remove(one.tenant_id, one.id);
        if (!removed) return base::fail(removed.error());
        return ProofVerdict{*removed, one.id, {}};
    }
    return ProofVerdict{};
}

base::Result<ProofVerdict> SecurityQuestionsCheck::check(const ProofRequest& request) {
    bool all_right = !request.session.questions.empty();
    for (const auto& question : request.session.questions) {
        std::string hash;
        for (const auto& set : registered_of(request.method)) {
            const auto& answers = std::get<SecurityQuestionsMethod>(set.data).answers;
            const auto found = std::ranges::find(answers, question, &AnsweredQuestion::question_id);
            if (found != answers.end()) hash = found->answer_hash;
        }
        const auto typed = std::ranges::find(request.proof.answers, question, &TypedAnswer::question_id);
        auto text = answer_text(typed == request.proof.answers.end() ? "" : typed->answer);
        const bool could_be = text && !hash.empty();
        if (!text) text = answer_text("no answer");
        const auto right = hasher_.verify(hash.empty() ? hasher_.decoy() : hash, *text);
        if (!right) return base::fail(right.error());
        all_right = all_right && could_be && *right;
    }
    return ProofVerdict{all_right, {}, {}};
}

}  // namespace tilbage::core
