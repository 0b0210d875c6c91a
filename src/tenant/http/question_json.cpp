#include "tenant/http/question_json.h"

#include "tenant/http/json.h"

namespace tilbage::tenant {
namespace {

constexpr std::size_t kLongestQuestionId = 8;
constexpr std::size_t kLongestAnswer = 512;  // far longer than any that can be right
constexpr std::size_t kMostAnswers = 5;

}  // namespace

core::Answer<std::vector<core::TypedAnswer>> read_answers(const boost::json::object& body) {
    const auto* member = body.if_contains("answers");
    const auto* list = member == nullptr ? nullptr : member->if_array();
    if (list == nullptr || list->size() > kMostAnswers) return core::refuse(core::RefusalCode::malformed);
    std::vector<core::TypedAnswer> answers;
    for (const auto& one : *list) {
        const auto* object = one.if_object();
        if (object == nullptr) return core::refuse(core::RefusalCode::malformed);
        auto id = read_text(*object, "id", kLongestQuestionId);
        if (!id) return core::refuse(id.error());
        auto answer = read_text(*object, "answer", kLongestAnswer);
        if (!answer) return core::refuse(answer.error());
        answers.push_back({std::move(*id), std::move(*answer)});
    }
    return answers;
}

}  // namespace tilbage::tenant
