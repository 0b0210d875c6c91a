#include "core/security_info/questions_registrar.h"

#include <algorithm>
#include <set>

#include "core/methods/security_answer.h"

namespace tilbage::core {
namespace {

std::vector<QuestionOnOffer> on_offer(const SecurityQuestionPolicy& policy) {
    std::vector<QuestionOnOffer> questions;
    for (const auto& id : policy.predefined) questions.push_back({id, {}});
    for (const auto& one : policy.custom) questions.push_back({"c" + std::to_string(one.number), one.text});
    return questions;
}

bool acceptable(const std::vector<TypedAnswer>& answers, const SecurityQuestionPolicy& policy) {
    if (answers.size() != static_cast<std::size_t>(policy.to_register)) return false;
    const auto offered = on_offer(policy);
    std::set<std::string> questions;
    std::set<std::string> different;
    for (const auto& [question, answer] : answers) {
        const bool known = std::ranges::find(offered, question, &QuestionOnOffer::id) != offered.end();
        if (!known || !answer_text(answer)) return false;
        questions.insert(question);
        different.insert(normalise_answer(answer));
    }
    return questions.size() == answers.size() && different.size() == answers.size();
}

}  // namespace

Answer<BegunMethod> QuestionsRegistrar::begin(const Registrant& who, const RegistrationRequest& /*request*/) {
    BegunMethod begun{.data = SecurityQuestionsMethod{}, .code = std::nullopt};
    begun.shown.questions = on_offer(who.policy.questions);
    begun.shown.questions_needed = who.policy.questions.to_register;
    if (begun.shown.questions.size() < static_cast<std::size_t>(begun.shown.questions_needed)) {
        return refuse(RefusalCode::kind_not_allowed);
    }
    return begun;
}

Answer<MethodData> QuestionsRegistrar::confirm(const Registrant& who, const Registration& /*pending*/,
                                               const RegistrationProof& proof) {
    if (!acceptable(proof.answers, who.policy.questions)) return refuse(RefusalCode::answers_refused);
    SecurityQuestionsMethod method;
    for (const auto& [question, answer] : proof.answers) {
        auto hash = hasher_.hash(*answer_text(answer));
        if (!hash) return refuse(hash.error());
        method.answers.push_back({question, std::move(*hash)});
    }
    return method;
}

}  // namespace tilbage::core
