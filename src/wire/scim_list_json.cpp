#include "wire/scim_list_json.h"

#include <boost/json/serialize.hpp>
#include <limits>
#include <optional>

#include "wire/scim_json.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

constexpr std::string_view kListResponse = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
constexpr std::size_t kMaxResources = 100'000;

}  // namespace

std::string encode_scim_list_response(std::int64_t total, std::int64_t start_index, json::array resources) {
    const auto count = resources.size();
    json::object list(resources.storage());  // the same, so that the resources are moved and not copied
    list.emplace("schemas", json::array{kListResponse});
    list.emplace("totalResults", total);
    list.emplace("startIndex", start_index);
    list.emplace("itemsPerPage", count);
    list.emplace("Resources", std::move(resources));
    return json::serialize(list);
}

ScimResult<ScimListParts> scim_list_parts(const json::object& object) {
    constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
    std::optional<ScimProblem> problem;
    const ScimAttributes attributes(object, problem);
    attributes.require_schema(kListResponse);
    ScimListParts parts;
    parts.head.total = attributes.number("totalResults", 0, kMax, 0);
    parts.head.start_index = attributes.number("startIndex", 1, kMax, 1);
    parts.resources = attributes.array("Resources", kMaxResources);
    if (problem) return tl::unexpected<ScimProblem>(std::move(*problem));
    return parts;
}

}  // namespace tilbage::wire
