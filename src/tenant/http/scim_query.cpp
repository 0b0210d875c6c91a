#include "tenant/http/scim_query.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "wire/scim_list.h"
#include "wire/scim_search.h"

namespace tilbage::tenant {
namespace {

constexpr std::int64_t kDefaultPage = 100;
constexpr std::int64_t kDefaultGroupPage = 20;

// A whole number in the query, or nothing when it is not there.
wire::ScimResult<std::optional<std::int64_t>> number_in(const adapters::http::Request& request, std::string_view name) {
    const auto text = request.query_value(name);
    if (!text) return std::nullopt;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc() || end != text->data() + text->size())
        return wire::scim_problem(400, "invalidValue", std::string(name) + " must be a whole number");
    return number;
}

std::optional<std::string> text_in(const adapters::http::Request& request, std::string_view name) {
    const auto text = request.query_value(name);
    return text ? std::optional(std::string(*text)) : std::nullopt;
}

// RFC 7644 §3.4.2.4: a startIndex below 1 is 1, a negative count is 0.
wire::ScimResult<ScimQuery> query_of(wire::ScimResource resource, const wire::ScimSearch& search) {
    const bool is_user = resource == wire::ScimResource::user;
    ScimQuery query;
    query.start = std::max<std::int64_t>(search.start_index.value_or(1), 1);
    query.count = std::clamp<std::int64_t>(search.count.value_or(is_user ? kDefaultPage : kDefaultGroupPage), 0,
                                           is_user ? wire::kMaxScimPage : wire::kMaxScimGroupPage);
    if (search.filter) {
        auto filter = wire::parse_scim_filter(resource, *search.filter);
        if (!filter) return tl::unexpected<wire::ScimProblem>(std::move(filter.error()));
        query.filter = std::move(*filter);
    }
    auto projection = wire::parse_scim_projection(resource, search.attributes, search.excluded_attributes);
    if (!projection) return tl::unexpected<wire::ScimProblem>(std::move(projection.error()));
    query.projection = std::move(*projection);
    return query;
}

}  // namespace

wire::ScimResult<ScimQuery> read_scim_query(wire::ScimResource resource, const adapters::http::Request& request) {
    const auto start = number_in(request, "startIndex");
    if (!start) return tl::unexpected<wire::ScimProblem>(start.error());
    const auto count = number_in(request, "count");
    if (!count) return tl::unexpected<wire::ScimProblem>(count.error());
    return query_of(resource, {.filter = text_in(request, "filter"),
                               .attributes = text_in(request, "attributes"),
                               .excluded_attributes = text_in(request, "excludedAttributes"),
                               .start_index = *start,
                               .count = *count});
}

wire::ScimResult<ScimQuery> read_scim_search(wire::ScimResource resource, std::string_view body) {
    const auto search = wire::decode_scim_search(body);
    if (!search) return tl::unexpected<wire::ScimProblem>(search.error());
    return query_of(resource, *search);
}

wire::ScimResult<wire::ScimProjection> read_scim_projection(wire::ScimResource resource,
                                                            const adapters::http::Request& request) {
    return wire::parse_scim_projection(resource, request.query_value("attributes"),
                                       request.query_value("excludedAttributes"));
}

bool names_version(std::string_view condition, std::string_view version) {
    return condition == "*" || adapters::http::lists_token(condition, version);
}

}  // namespace tilbage::tenant
