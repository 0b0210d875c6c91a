#include "adapters/sql/person_json.h"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace tilbage::adapters::sql {
namespace {

namespace json = boost::json;
using core::OnPremisesFacts;
using core::Person;
using core::ProvisioningError;

// In the order of core::ProfileField. Never renamed: rows have them.
constexpr std::array<std::string_view, core::kProfileFields> kFieldNames{"given_name",
                                                                         "surname",
                                                                         "initials",
                                                                         "job_title",
                                                                         "department",
                                                                         "company",
                                                                         "office",
                                                                         "street_address",
                                                                         "city",
                                                                         "state",
                                                                         "postal_code",
                                                                         "country",
                                                                         "country_code",
                                                                         "business_phone",
                                                                         "mobile_phone",
                                                                         "home_phone",
                                                                         "fax_number",
                                                                         "employee_id",
                                                                         "employee_number",
                                                                         "mail_nickname",
                                                                         "web_page",
                                                                         "usage_location",
                                                                         "ext1",
                                                                         "ext2",
                                                                         "ext3",
                                                                         "ext4",
                                                                         "ext5",
                                                                         "ext6",
                                                                         "ext7",
                                                                         "ext8",
                                                                         "ext9",
                                                                         "ext10",
                                                                         "ext11",
                                                                         "ext12",
                                                                         "ext13",
                                                                         "ext14",
                                                                         "ext15"};

// Memory for one small JSON value, so that a thousand people do not cost a hundred thousand allocations.
struct Scratch {
    std::array<unsigned char, 4096> bytes;
    json::monotonic_resource memory{bytes.data(), bytes.size()};
};

std::string text_in(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value == nullptr ? std::string() : std::string(std::string_view(value->as_string()));
}

std::optional<base::TimePoint> time_in(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr) return std::nullopt;
    return base::from_millis(value->as_int64());
}

std::vector<std::string> texts_in(const json::value& value) {
    std::vector<std::string> texts;
    for (const auto& text : value.as_array()) texts.emplace_back(std::string_view(text.as_string()));
    return texts;
}

void put(json::object& object, std::string_view name, const std::string& text) {
    if (!text.empty()) object[name] = text;
}

void put(json::object& object, std::string_view name, const std::optional<base::TimePoint>& time) {
    if (time) object[name] = base::to_millis(*time);
}

json::object profile_object(const core::Profile& profile, const json::storage_ptr& memory = {}) {
    json::object object(memory);
    object.reserve(profile.size());
    for (const auto& [field, text] : profile) object[kFieldNames.at(static_cast<std::size_t>(field))] = text;
    return object;
}

core::Profile read_profile(const json::object& object) {
    core::Profile profile;
    if (object.empty()) return profile;
    for (std::size_t i = 0; i < kFieldNames.size(); ++i)
        if (auto text = text_in(object, kFieldNames[i]); !text.empty())
            profile.emplace_hint(profile.end(), static_cast<core::ProfileField>(i), std::move(text));
    return profile;
}

json::object facts_object(const OnPremisesFacts& facts, const json::storage_ptr& memory = {}) {
    json::object object(memory);
    object.reserve(10);
    put(object, "upn", facts.user_principal_name);
    put(object, "dn", facts.distinguished_name);
    put(object, "sid", facts.security_identifier);
    if (facts.user_account_control != 0) object["uac"] = facts.user_account_control;
    if (facts.admin_count) object["admin_count"] = true;
    put(object, "locked_at", facts.locked_at);
    put(object, "password_set_at", facts.password_set_at);
    put(object, "password_expires_at", facts.password_expires_at);
    put(object, "account_expires_at", facts.account_expires_at);
    if (!facts.proxy_addresses.empty())
        object["proxies"] = json::array(facts.proxy_addresses.begin(), facts.proxy_addresses.end(), memory);
    return object;
}

OnPremisesFacts read_facts(const json::object& object) {
    OnPremisesFacts facts;
    if (object.empty()) return facts;
    facts.user_principal_name = text_in(object, "upn");
    facts.distinguished_name = text_in(object, "dn");
    facts.security_identifier = text_in(object, "sid");
    if (const auto* control = object.if_contains("uac")) facts.user_account_control = control->as_int64();
    facts.admin_count = object.contains("admin_count");
    facts.locked_at = time_in(object, "locked_at");
    facts.password_set_at = time_in(object, "password_set_at");
    facts.password_expires_at = time_in(object, "password_expires_at");
    facts.account_expires_at = time_in(object, "account_expires_at");
    if (const auto* proxies = object.if_contains("proxies")) facts.proxy_addresses = texts_in(*proxies);
    return facts;
}

json::array errors_array(const std::vector<ProvisioningError>& errors) {
    json::array array;
    for (const auto& error : errors)
        array.push_back(json::object{{"property", property_name(error.property)},
                                     {"value", error.value},
                                     {"colliding_id", error.colliding_id},
                                     {"occurred_at", base::to_millis(error.occurred_at)}});
    return array;
}

std::vector<ProvisioningError> read_errors(const json::array& array) {
    std::vector<ProvisioningError> errors;
    for (const auto& one : array) {
        const auto& object = one.as_object();
        errors.push_back({.property = property_of(text_in(object, "property")),
                          .value = text_in(object, "value"),
                          .colliding_id = text_in(object, "colliding_id"),
                          .occurred_at = base::from_millis(object.at("occurred_at").as_int64())});
    }
    return errors;
}

}  // namespace

std::string_view property_name(ProvisioningError::Property property) {
    return property == ProvisioningError::Property::user_principal_name ? "userPrincipalName" : "proxyAddresses";
}

ProvisioningError::Property property_of(std::string_view name) {
    return name == "userPrincipalName" ? ProvisioningError::Property::user_principal_name
                                       : ProvisioningError::Property::proxy_addresses;
}

std::string texts_to_json(const std::vector<std::string>& texts) {
    if (texts.empty()) return "[]";
    return json::serialize(json::array(texts.begin(), texts.end()));
}

std::vector<std::string> texts_from_json(std::string_view text) {
    if (text == "[]") return {};
    return texts_in(json::parse(text));
}

std::string profile_to_json(const core::Profile& profile) {
    if (profile.empty()) return "{}";
    Scratch scratch;
    return json::serialize(profile_object(profile, &scratch.memory));
}

core::Profile profile_from_json(std::string_view text) {
    if (text == "{}") return {};
    Scratch scratch;
    return read_profile(json::parse(text, &scratch.memory).as_object());
}

std::string facts_to_json(const OnPremisesFacts& facts) {
    Scratch scratch;
    return json::serialize(facts_object(facts, &scratch.memory));
}

OnPremisesFacts facts_from_json(std::string_view text) {
    if (text == "{}") return {};
    Scratch scratch;
    return read_facts(json::parse(text, &scratch.memory).as_object());
}

std::string errors_to_json(const std::vector<ProvisioningError>& errors) {
    return errors.empty() ? std::string() : json::serialize(errors_array(errors));
}

std::vector<ProvisioningError> errors_from_json(std::string_view text) {
    if (text.empty()) return {};
    return read_errors(json::parse(text).as_array());
}

std::string person_to_json(const Person& person) {
    json::object object{{"id", person.id.str()}, {"tenant_id", person.tenant_id.str()}};
    put(object, "anchor", person.anchor.str());
    put(object, "external_id", person.external_id);
    put(object, "user_name", person.user_name);
    put(object, "sam_account_name", person.sam_account_name);
    put(object, "netbios_domain", person.netbios_domain);
    put(object, "domain", person.domain);
    put(object, "display_name", person.display_name);
    put(object, "work_mail", person.work_mail);
    object["alternate_mails"] = json::array(person.alternate_mails.begin(), person.alternate_mails.end());
    put(object, "preferred_language", person.preferred_language);
    object["active"] = person.active;
    if (person.manager) put(object, "manager", person.manager->str());
    object["profile"] = profile_object(person.profile);
    object["on_premises"] = facts_object(person.on_premises);
    object["provisioning_errors"] = errors_array(person.provisioning_errors);
    return json::serialize(object);
}

Person person_from_json(std::string_view text) {
    const auto value = json::parse(text);
    const auto& object = value.as_object();
    Person person;
    person.id = core::PersonId(text_in(object, "id"));
    person.tenant_id = core::TenantId(text_in(object, "tenant_id"));
    if (const auto anchor = text_in(object, "anchor"); !anchor.empty())
        person.anchor = core::SourceAnchor::parse(anchor).value();
    person.external_id = text_in(object, "external_id");
    person.user_name = text_in(object, "user_name");
    person.sam_account_name = text_in(object, "sam_account_name");
    person.netbios_domain = text_in(object, "netbios_domain");
    person.domain = text_in(object, "domain");
    person.display_name = text_in(object, "display_name");
    person.work_mail = text_in(object, "work_mail");
    person.alternate_mails = texts_in(object.at("alternate_mails"));
    person.preferred_language = text_in(object, "preferred_language");
    person.active = object.at("active").as_bool();
    if (const auto manager = text_in(object, "manager"); !manager.empty()) person.manager = core::PersonId(manager);
    person.profile = read_profile(object.at("profile").as_object());
    person.on_premises = read_facts(object.at("on_premises").as_object());
    person.provisioning_errors = read_errors(object.at("provisioning_errors").as_array());
    return person;
}

}  // namespace tilbage::adapters::sql
