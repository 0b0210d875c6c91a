#include "wire/scim_filter.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <optional>

namespace tilbage::wire {

namespace json = boost::json;

namespace {

// Cuts the next word off `rest`, and the spaces before it.
std::string_view next_word(std::string_view& rest) {
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(word.size());
    return word;
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::optional<ScimFilter::Attribute> attribute_of(std::string_view word) {
    constexpr std::string_view kSchema = "urn:ietf:params:scim:schemas:core:2.0:user:";
    std::string name = lower(word);
    if (name.starts_with(kSchema)) name.erase(0, kSchema.size());
    if (name == "externalid") return ScimFilter::Attribute::external_id;
    if (name == "username") return ScimFilter::Attribute::user_name;
    return std::nullopt;
}

}  // namespace

ScimResult<ScimFilter> parse_scim_filter(std::string_view text) {
    const auto attribute = attribute_of(next_word(text));
    const bool equals = lower(next_word(text)) == "eq";
    boost::system::error_code error;
    const json::value value = json::parse(text, error);  // a JSON text, with its escapes
    if (!attribute || !equals || error || !value.is_string())
        return scim_problem(400, "invalidFilter", "filters are: externalId eq \"…\", userName eq \"…\"");
    return ScimFilter{*attribute, std::string(std::string_view(value.get_string()))};
}

std::string format_scim_filter(const ScimFilter& filter) {
    const std::string_view name = filter.attribute == ScimFilter::Attribute::external_id ? "externalId" : "userName";
    return std::string(name) + " eq " + json::serialize(json::string(filter.value));
}

}  // namespace tilbage::wire
