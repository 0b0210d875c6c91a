// What is wrong with a SCIM request, and how it is told (RFC 7644 §3.12).
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace tilbage::wire {

struct ScimProblem {
    unsigned status = 400;
    std::string type;    // scimType, or empty: "invalidSyntax", "invalidValue", "uniqueness", "mutability", …
    std::string detail;  // English, for whoever wrote the client; never repeats a value
};

template <class T>
using ScimResult = tl::expected<T, ScimProblem>;

[[nodiscard]] inline tl::unexpected<ScimProblem> scim_problem(unsigned status, std::string_view type,
                                                              std::string detail) {
    return tl::unexpected<ScimProblem>(ScimProblem{status, std::string(type), std::move(detail)});
}

[[nodiscard]] std::string encode_scim_error(const ScimProblem& problem);

}  // namespace tilbage::wire
