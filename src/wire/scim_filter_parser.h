// The grammar of filters and of PATCH paths (RFC 7644 §3.4.2.2, §3.5.2, figures 1 and 7). Private to this folder's
// scim_*.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wire/scim_filter.h"

namespace tilbage::wire {

// A path of a PATCH operation: `emails[type eq "work"].value`.
struct ScimTarget {
    ScimPath path;                     // its `sub` is what stands behind the brackets, too
    std::optional<ScimFilter> values;  // the ones of a multi-valued attribute that are meant
};

class ScimFilterParser {
public:
    // `problem_type`: the scimType of whatever is wrong.
    ScimFilterParser(ScimResource resource, std::string_view text, std::string_view problem_type)
        : resource_(resource), text_(text), problem_type_(problem_type) {}

    [[nodiscard]] ScimResult<ScimFilter> filter();
    [[nodiscard]] ScimResult<ScimTarget> target();

private:
    using Parsed = std::optional<ScimFilter>;  // nullopt: problem_ says why

    Parsed either(int depth);
    Parsed both(int depth);
    Parsed term(int depth);
    Parsed negation(int depth);
    Parsed grouped(int depth);
    Parsed expression(int depth);
    Parsed values_of(const ScimPath& path, int depth);
    Parsed comparison(const ScimPath& path);
    Parsed typed(ScimFilter filter);
    std::optional<ScimFilterValue> literal();
    std::optional<ScimFilterValue> quoted();
    std::optional<ScimPath> path();

    void skip_spaces();
    bool take(char expected);
    bool take_word(std::string_view word);
    std::string_view name_at() const;
    std::nullopt_t refuse(std::string_view what);

    ScimResource resource_;
    std::string_view text_;
    std::string_view problem_type_;
    std::size_t at_ = 0;
    const ScimAttribute* inside_ = nullptr;  // of which attribute's brackets
    std::optional<ScimProblem> problem_;
};

}  // namespace tilbage::wire
