// OData query options as Microsoft Graph takes them (OData 4.01 part 2, §5.1), parsed into types. Strict: an option or
// a property that a resource does not know is refused, never ignored. Pure functions, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace tilbage::wire {

constexpr int kMaxOdataTop = 999;
constexpr int kDefaultOdataTop = 100;
constexpr std::size_t kMaxFilterBytes = 1024;
constexpr int kMaxFilterDepth = 8;
constexpr int kMaxFilterNodes = 32;
constexpr std::size_t kMaxSearchTerms = 4;
constexpr std::size_t kMaxSearchBytes = 128;  // of one term

// `property`, `value` and `quoted` for equal, not_equal and starts_with; at_least and at_most (ge, le) compare a
// property whose name ends in DateTime with a time as it was written (RFC 3339), and nothing else does; `operands` for
// both, either (two) and negation (one).
struct OdataFilter {
    enum class Op { equal, not_equal, starts_with, at_least, at_most, both, either, negation };
    Op op = Op::equal;
    std::string property;
    std::string value;
    bool quoted = true;  // a text; else true or false
    std::vector<OdataFilter> operands;
    bool operator==(const OdataFilter&) const = default;
};

struct OdataSearchTerm {
    std::string property;
    std::string text;
    bool operator==(const OdataSearchTerm&) const = default;
};

struct OdataQuery {
    std::vector<std::string> select;  // empty: everything
    std::optional<OdataFilter> filter;
    std::vector<OdataSearchTerm> search;  // any of these
    std::string order_by;                 // empty: the resource's own order
    bool descending = false;
    int top = kDefaultOdataTop;
    std::string skip_token;  // as the client sent it
    bool count = false;
};

// What a resource knows. Views of literals.
struct OdataSchema {
    std::vector<std::string_view> properties;  // for $select
    std::vector<std::string_view> filterable;  // none: no $filter
    std::vector<std::string_view> searchable;
    std::vector<std::string_view> orderable;
    bool paged = false;                 // $top and $skiptoken
    bool countable = false;             // $count
    std::vector<std::string_view> own;  // options of the resource's own, "wait"
};

// Graph's words: "Request_UnsupportedQuery" for what this resource does not do, "Request_BadRequest" for what cannot be
// read.
struct OdataProblem {
    std::string_view code;
    std::string message;
};

template <class T>
using OdataResult = tl::expected<T, OdataProblem>;

using OdataParameters = std::vector<std::pair<std::string, std::string>>;  // decoded, in the order of the query

[[nodiscard]] OdataResult<OdataQuery> parse_odata_query(const OdataParameters& parameters, const OdataSchema& schema);
// One $filter: eq, ne, startswith(property,'text'), and, or, not, parentheses; properties of `filterable` only.
[[nodiscard]] OdataResult<OdataFilter> parse_odata_filter(std::string_view text,
                                                          const std::vector<std::string_view>& filterable);

[[nodiscard]] tl::unexpected<OdataProblem> odata_unsupported(std::string message);
[[nodiscard]] tl::unexpected<OdataProblem> odata_bad_request(std::string message);

}  // namespace tilbage::wire
