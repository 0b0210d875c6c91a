#include "wire/scim_search.h"

#include <boost/json/array.hpp>
#include <limits>

#include "wire/scim_json.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

constexpr std::string_view kSearchRequest = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";
constexpr std::size_t kMaxFilter = 8192;
constexpr std::size_t kMaxNames = 100;

// A list of names, or one text with commas, as some clients send it.
std::optional<std::string> names_in(const ScimAttributes& attributes, std::string_view name) {
    const json::value* value = attributes.find(name);
    if (value == nullptr) return std::nullopt;
    if (value->is_string()) return attributes.text(name, kMaxFilter);
    const json::array* list = attributes.array(name, kMaxNames);
    if (list == nullptr) return std::nullopt;
    std::string joined;
    for (const auto& one : *list) {
        if (!one.is_string()) {
            attributes.refuse(name, "a list of texts");
            return std::nullopt;
        }
        if (!joined.empty()) joined += ',';
        joined += std::string_view(one.get_string());
    }
    return joined;
}

std::optional<std::int64_t> number_in(const ScimAttributes& attributes, std::string_view name) {
    constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
    constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
    if (attributes.find(name) == nullptr) return std::nullopt;
    return attributes.number(name, kMin, kMax, 0);
}

}  // namespace

ScimResult<ScimSearch> decode_scim_search(std::string_view text) {
    const auto object = parse_scim_object(text);
    if (!object) return tl::unexpected<ScimProblem>(object.error());
    std::optional<ScimProblem> problem;
    const ScimAttributes attributes(*object, problem);
    attributes.require_schema(kSearchRequest);
    ScimSearch search;
    if (attributes.find("filter") != nullptr) search.filter = attributes.free_text("filter", kMaxFilter);
    search.attributes = names_in(attributes, "attributes");
    search.excluded_attributes = names_in(attributes, "excludedAttributes");
    search.start_index = number_in(attributes, "startIndex");
    search.count = number_in(attributes, "count");
    if (problem) return tl::unexpected<ScimProblem>(std::move(*problem));
    return search;
}

}  // namespace tilbage::wire
