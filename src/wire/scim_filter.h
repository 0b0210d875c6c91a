// Filters (RFC 7644 §3.4.2.2): parsed to a tree whose names are the schemas', and asked of a resource. Pure functions,
// any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/identity/group.h"
#include "core/identity/person.h"
#include "wire/scim_error.h"
#include "wire/scim_path.h"

namespace tilbage::wire {

constexpr std::size_t kMaxScimFilterBytes = 8192;
constexpr int kMaxScimFilterDepth = 16;

// null, true or false, a whole number, or a text.
using ScimFilterValue = std::variant<std::nullptr_t, bool, std::int64_t, std::string>;

struct ScimFilter {
    enum class Op { eq, ne, co, sw, ew, gt, ge, lt, le, pr, both, either, negation, values };
    Op op = Op::eq;
    ScimPath path;                     // of all but both, either and negation; within values: of the sub-attribute
    ScimFilterValue value;             // of eq to le
    std::vector<ScimFilter> operands;  // of both and either two, of negation and values ("emails[…]") one
};

// invalidFilter, with what is wrong and where.
[[nodiscard]] ScimResult<ScimFilter> parse_scim_filter(ScimResource resource, std::string_view text);
[[nodiscard]] bool matches(const ScimFilter& filter, const core::Person& person);
[[nodiscard]] bool matches(const ScimFilter& filter, const core::Group& group);

// What a store can look up instead of reading everybody: whoever matches the filter is among those whose `attribute`
// is `value`.
struct ScimLookup {
    enum class Attribute { id, external_id, user_name, mail };
    Attribute attribute = Attribute::id;
    std::string value;
};
// nullopt: the filter has no such part that all must match.
[[nodiscard]] std::optional<ScimLookup> lookup_in(const ScimFilter& filter);

// `name eq "value"`, for clients.
[[nodiscard]] std::string scim_equals(std::string_view name, std::string_view value);

}  // namespace tilbage::wire
