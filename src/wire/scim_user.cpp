#include "wire/scim_user.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "base/rfc3339.h"
#include "wire/scim_json.h"
#include "wire/scim_projection_json.h"
#include "wire/scim_user_fields.h"
#include "wire/scim_user_json.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

using core::ProfileField;

constexpr std::size_t kTypical = 18;  // members: up to so many are found without a hash table

void put(json::object& object, std::string_view name, const std::string& text) {
    if (!text.empty()) object.emplace(name, text);
}

void put(json::object& object, std::string_view name, const std::optional<base::TimePoint>& time) {
    if (time) object.emplace(name, base::to_rfc3339(*time));
}

void put(json::object& object, std::string_view name, const core::Profile& profile, ProfileField field) {
    const auto found = profile.find(field);
    if (found != profile.end()) object.emplace(name, found->second);
}

template <std::size_t N>
void put(json::object& object, const std::array<ScimField, N>& fields, const core::Profile& profile) {
    for (const auto& one : fields) put(object, one.name, profile, one.field);
}

// An object or list as a member, when there is something in it.
template <class Container>
void put_if_any(json::object& object, std::string_view name, Container&& container) {
    if (!container.empty()) object.emplace(name, std::forward<Container>(container));
}

json::object typed(std::string_view value, std::string_view type, const json::storage_ptr& storage) {
    json::object object(2, storage);
    object.emplace("value", value);
    object.emplace("type", type);
    return object;
}

json::object name_of(const core::Profile& profile, const json::storage_ptr& storage) {
    json::object name(storage);
    put(name, "givenName", profile, ProfileField::given_name);
    put(name, "familyName", profile, ProfileField::surname);
    return name;
}

json::array mails_of(const core::Person& person, const json::storage_ptr& storage) {
    json::array mails(storage);
    if (!person.work_mail.empty()) mails.push_back(typed(person.work_mail, "work", storage));
    for (const auto& mail : person.alternate_mails) mails.push_back(typed(mail, "other", storage));
    return mails;
}

json::array phones_of(const core::Profile& profile, const json::storage_ptr& storage) {
    json::array phones(storage);
    for (const auto& one : kScimPhones)
        if (const auto found = profile.find(one.field); found != profile.end())
            phones.push_back(typed(found->second, one.name, storage));
    return phones;
}

json::array addresses_of(const core::Profile& profile, const json::storage_ptr& storage) {
    json::array addresses(storage);
    json::object address(storage);
    put(address, kScimWorkAddress, profile);
    if (address.empty()) return addresses;
    address.emplace("type", "work");
    addresses.push_back(std::move(address));
    return addresses;
}

json::object enterprise_of(const core::Person& person, const json::storage_ptr& storage) {
    json::object enterprise(storage);
    put(enterprise, kScimEnterpriseFields, person.profile);
    if (person.manager) enterprise.emplace("manager", json::object({{"value", person.manager->str()}}, storage));
    return enterprise;
}

json::object on_premises_of(const core::Person& person, const json::storage_ptr& storage) {
    const auto& facts = person.on_premises;
    json::object object(kTypical, storage);
    put(object, "sAMAccountName", person.sam_account_name);
    put(object, "netbiosDomain", person.netbios_domain);
    put(object, "domain", person.domain);
    put(object, "userPrincipalName", facts.user_principal_name);
    put(object, "distinguishedName", facts.distinguished_name);
    put(object, "securityIdentifier", facts.security_identifier);
    object.emplace("userAccountControl", facts.user_account_control);
    object.emplace("adminCount", facts.admin_count);
    put(object, "lockedAt", facts.locked_at);
    put(object, "passwordSetAt", facts.password_set_at);
    put(object, "passwordExpiresAt", facts.password_expires_at);
    put(object, "accountExpiresAt", facts.account_expires_at);
    put_if_any(object, "proxyAddresses",
               json::array(facts.proxy_addresses.begin(), facts.proxy_addresses.end(), storage));
    put(object, kScimOnPremisesFields, person.profile);
    return object;
}

json::array errors_of(const core::Person& person, const json::storage_ptr& storage) {
    using Property = core::ProvisioningError::Property;
    json::array errors(storage);
    for (const auto& one : person.provisioning_errors) {
        const std::string_view property =
            one.property == Property::user_principal_name ? "userPrincipalName" : "proxyAddresses";
        errors.push_back(json::object({{"property", property},
                                       {"value", one.value},
                                       {"collidingId", one.colliding_id},
                                       {"occurredAt", base::to_rfc3339(one.occurred_at)}},
                                      storage));
    }
    return errors;
}

}  // namespace

json::object scim_user_object(const core::Person& person, json::storage_ptr storage) {
    json::object object(kTypical, storage);
    json::array schemas({kScimUserSchema}, storage);
    auto enterprise = enterprise_of(person, storage);
    const bool from_directory = person.anchor != core::SourceAnchor();
    if (!enterprise.empty()) schemas.emplace_back(kScimEnterpriseSchema);
    if (from_directory) schemas.emplace_back(kScimOnPremisesUserSchema);
    object.emplace("schemas", std::move(schemas));
    put(object, "externalId", from_directory ? person.anchor.str() : person.external_id);
    object.emplace("userName", person.user_name);
    put(object, "displayName", person.display_name);
    put_if_any(object, "name", name_of(person.profile, storage));
    put(object, "title", person.profile, ProfileField::job_title);
    object.emplace("active", person.active);
    put(object, "preferredLanguage", person.preferred_language);
    put_if_any(object, "emails", mails_of(person, storage));
    put_if_any(object, "phoneNumbers", phones_of(person.profile, storage));
    put_if_any(object, "addresses", addresses_of(person.profile, storage));
    put_if_any(object, kScimEnterpriseSchema, std::move(enterprise));
    if (from_directory) object.emplace(kScimOnPremisesUserSchema, on_premises_of(person, storage));
    return object;
}

json::object scim_user_object(const core::Person& person, const ScimBase& base, std::string_view version,
                              json::storage_ptr storage) {
    json::object object = scim_user_object(person, storage);
    object.emplace("id", person.id.str());
    if (auto* name = object.if_contains("name")) {
        auto& parts = name->get_object();
        const auto* given = parts.if_contains("givenName");
        const auto* family = parts.if_contains("familyName");
        if (given != nullptr && family != nullptr)
            parts.emplace("formatted", std::string(std::string_view(given->get_string())) + " " +
                                           std::string(std::string_view(family->get_string())));
    }
    if (person.manager)
        object.at(kScimEnterpriseSchema)
            .get_object()
            .at("manager")
            .get_object()
            .emplace("$ref", base.location(ScimResource::user, person.manager->str()));
    if (auto* on_premises = object.if_contains(kScimOnPremisesUserSchema))
        put_if_any(on_premises->get_object(), "provisioningErrors", errors_of(person, storage));
    object.emplace("meta", json::object({{"resourceType", "User"},
                                         {"location", base.location(ScimResource::user, person.id.str())},
                                         {"version", version}},
                                        storage));
    return object;
}

ScimResult<core::Person> decode_scim_user(std::string_view text) {
    const auto object = parse_scim_object(text);
    if (!object) return tl::unexpected<ScimProblem>(object.error());
    return read_scim_user(*object);
}

std::string encode_scim_user(const core::Person& person) { return json::serialize(scim_user_object(person)); }

std::string encode_scim_user(const core::Person& person, const ScimBase& base, std::string_view version,
                             const ScimProjection& projection) {
    auto object = scim_user_object(person, base, version);
    project(object, projection);
    return json::serialize(object);
}

}  // namespace tilbage::wire
