#include "wire/scim_list.h"

#include "wire/scim_json.h"
#include "wire/scim_list_json.h"
#include "wire/scim_user_json.h"

namespace tilbage::wire {

namespace json = boost::json;

std::string encode_scim_list(const ScimList& list, const ScimBase& base) {
    json::array resources;
    resources.reserve(list.people.size());
    for (const auto& person : list.people) resources.push_back(scim_user_object(person, base));
    return encode_scim_list_response(list.total, list.start_index, std::move(resources));
}

ScimResult<ScimList> decode_scim_list(std::string_view text) {
    const auto object = parse_scim_object(text);
    if (!object) return tl::unexpected<ScimProblem>(object.error());
    ScimList list;
    const auto head =
        read_scim_list_response(*object, kMaxScimPage, [&](const json::object& one) -> std::optional<ScimProblem> {
            auto person = read_scim_user(one);
            if (!person) return std::move(person.error());
            if (person->id.empty()) return ScimProblem{400, "invalidValue", "a listed user has no id"};
            list.people.push_back(std::move(*person));
            return std::nullopt;
        });
    if (!head) return tl::unexpected<ScimProblem>(head.error());
    list.total = head->total;
    list.start_index = head->start_index;
    return list;
}

}  // namespace tilbage::wire
