// Security questions out, answers in (docs/protocol.md §12).
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "core/sspr/proof_check.h"
#include "core/sspr/refusal.h"

namespace tilbage::tenant {

// "answers": [{"id", "answer"}]. malformed: anything else, or more than ever belong together.
[[nodiscard]] core::Answer<std::vector<core::TypedAnswer>> read_answers(const boost::json::object& body);

// [{"id", "text"?}] of what has an `id` and a `text`; predefined ones have no text, the page has them in its language.
template <class Question>
[[nodiscard]] boost::json::array questions_json(const std::vector<Question>& questions) {
    boost::json::array all;
    for (const auto& question : questions) {
        boost::json::object one{{"id", question.id}};
        if (!question.text.empty()) one["text"] = question.text;
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace tilbage::tenant
