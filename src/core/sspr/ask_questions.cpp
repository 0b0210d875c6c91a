#include "core/sspr/ask_questions.h"

#include <algorithm>

#include "core/methods/security_answer.h"
#include "core/sspr/step.h"

namespace tilbage::core {
namespace {

std::string text_of(const std::string& id, const SecurityQuestionPolicy& policy) {
    const auto found = std::ranges::find_if(
        policy.custom, [&](const CustomQuestion& one) { return id == "c" + std::to_string(one.number); });
    return found == policy.custom.end() ? std::string{} : found->text;
}

}  // namespace

Answer<std::vector<AskedQuestion>> AskQuestions::run(const std::string& session_token) {
    using Questions = std::vector<AskedQuestion>;
    return in_one_step<Questions>(ports_.unit_of_work, [&]() -> Answer<Questions> {
        auto in_force = desk_.open(session_token);
        if (!in_force) return refuse(in_force.error());
        const auto may = may_prove(in_force->session, MethodKind::security_questions, in_force->rules);
        if (!may) return refuse(may.error());
        if (in_force->session.questions.empty()) {
            auto changed = in_force->session;
            changed.questions = draw_questions(answered(*in_force), in_force->policy.questions.to_reset, ports_.random);
            auto kept = desk_.keep(std::move(*in_force), std::move(changed));
            if (!kept) return refuse(kept.error());
            in_force = std::move(kept);
        }
        Questions asked;
        for (const auto& id : in_force->session.questions) {
            asked.push_back({id, text_of(id, in_force->policy.questions)});
        }
        return asked;
    });
}

// What the person has answered; for a decoy, and who has answered none, what they might have.
std::vector<std::string> AskQuestions::answered(const SessionInForce& in_force) const {
    const auto decoys = decoy_questions(means_.key, in_force.session.counting_key, in_force.policy.questions);
    const auto* method = in_force.usable_of(MethodKind::security_questions);
    if (method == nullptr || method->registered.empty()) return decoys;
    return askable_questions(method->registered.front(), in_force.policy.questions);
}

}  // namespace tilbage::core
