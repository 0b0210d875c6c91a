#include "tenant/http/scim_query.h"

#include <charconv>
#include <string>

namespace tilbage::tenant {

wire::ScimResult<std::int64_t> number_in_query(const adapters::http::Request& request, std::string_view name,
                                               std::int64_t fallback) {
    const auto text = request.query_value(name);
    if (!text) return fallback;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc() || end != text->data() + text->size())
        return wire::scim_problem(400, "invalidValue", std::string(name) + " must be a whole number");
    return number;
}

bool names_version(std::string_view condition, std::string_view version) {
    return condition == "*" || adapters::http::lists_token(condition, version);
}

}  // namespace tilbage::tenant
