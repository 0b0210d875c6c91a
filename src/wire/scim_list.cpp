#include "wire/scim_list.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <limits>

#include "wire/scim_json.h"
#include "wire/scim_user_json.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

constexpr std::string_view kListResponse = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

ScimResult<core::Person> read_listed(const json::value& value) {
    if (!value.is_object()) return scim_problem(400, "invalidSyntax", "Resources must be a list of objects");
    auto person = read_scim_user(value.get_object());
    if (person && person->id.empty()) return scim_problem(400, "invalidValue", "a listed user has no id");
    return person;
}

}  // namespace

std::string encode_scim_list(const ScimList& list, const ScimBase& base) {
    json::array resources;
    resources.reserve(list.people.size());
    for (const auto& person : list.people) resources.push_back(scim_user_object(person, base));
    return json::serialize(json::object{{"schemas", {kListResponse}},
                                        {"totalResults", list.total},
                                        {"startIndex", list.start_index},
                                        {"itemsPerPage", list.people.size()},
                                        {"Resources", std::move(resources)}});
}

ScimResult<ScimList> decode_scim_list(std::string_view text) {
    const auto object = parse_scim_object(text);
    if (!object) return tl::unexpected<ScimProblem>(object.error());
    constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
    std::optional<ScimProblem> problem;
    const ScimAttributes attributes(*object, problem);
    attributes.require_schema(kListResponse);
    ScimList list{.total = attributes.number("totalResults", 0, kMax, 0),
                  .start_index = attributes.number("startIndex", 1, kMax, 1),
                  .people = {}};
    const json::array* resources = attributes.array("Resources", static_cast<std::size_t>(kMaxScimPage));
    if (problem) return tl::unexpected<ScimProblem>(std::move(*problem));
    if (resources == nullptr) return list;
    for (const auto& one : *resources) {
        auto person = read_listed(one);
        if (!person) return tl::unexpected<ScimProblem>(std::move(person.error()));
        list.people.push_back(std::move(*person));
    }
    return list;
}

}  // namespace tilbage::wire
