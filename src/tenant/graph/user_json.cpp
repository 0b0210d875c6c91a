#include "tenant/graph/user_json.h"

#include <array>
#include <boost/json/array.hpp>

#include "tenant/graph/graph_call.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using core::ProfileField;
using core::ProvisioningError;

struct ProfileProperty {
    std::string_view name;
    ProfileField field;
};
constexpr std::array kProfileProperties{ProfileProperty{"givenName", ProfileField::given_name},
                                        ProfileProperty{"surname", ProfileField::surname},
                                        ProfileProperty{"jobTitle", ProfileField::job_title},
                                        ProfileProperty{"department", ProfileField::department},
                                        ProfileProperty{"companyName", ProfileField::company},
                                        ProfileProperty{"officeLocation", ProfileField::office_location},
                                        ProfileProperty{"mobilePhone", ProfileField::mobile_phone},
                                        ProfileProperty{"faxNumber", ProfileField::fax_number},
                                        ProfileProperty{"streetAddress", ProfileField::street_address},
                                        ProfileProperty{"city", ProfileField::city},
                                        ProfileProperty{"state", ProfileField::state},
                                        ProfileProperty{"postalCode", ProfileField::postal_code},
                                        ProfileProperty{"country", ProfileField::country},
                                        ProfileProperty{"usageLocation", ProfileField::usage_location},
                                        ProfileProperty{"employeeId", ProfileField::employee_id},
                                        ProfileProperty{"mailNickname", ProfileField::mail_nickname}};
constexpr std::array<std::string_view, 21> kFurther{"id",
                                                    "displayName",
                                                    "userPrincipalName",
                                                    "mail",
                                                    "otherMails",
                                                    "accountEnabled",
                                                    "preferredLanguage",
                                                    "createdDateTime",
                                                    "businessPhones",
                                                    "proxyAddresses",
                                                    "lastPasswordChangeDateTime",
                                                    "onPremisesSyncEnabled",
                                                    "onPremisesImmutableId",
                                                    "onPremisesSamAccountName",
                                                    "onPremisesDomainName",
                                                    "onPremisesDistinguishedName",
                                                    "onPremisesSecurityIdentifier",
                                                    "onPremisesUserPrincipalName",
                                                    "onPremisesLastSyncDateTime",
                                                    "onPremisesProvisioningErrors",
                                                    "onPremisesExtensionAttributes"};
constexpr int kExtensionAttributes = 15;

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::value field_or_null(const core::Profile& profile, ProfileField field) {
    const auto found = profile.find(field);
    return found == profile.end() ? json::value(nullptr) : json::value(found->second);
}

json::array texts(const std::vector<std::string>& values) { return json::array(values.begin(), values.end()); }

json::array business_phones(const core::Profile& profile) {
    json::array phones;
    const auto found = profile.find(ProfileField::business_phone);
    if (found != profile.end()) phones.emplace_back(found->second);
    return phones;
}

json::object extension_attributes(const core::Profile& profile) {
    json::object attributes;
    for (int i = 0; i < kExtensionAttributes; ++i) {
        const auto field = static_cast<ProfileField>(static_cast<int>(ProfileField::extension_attribute_1) + i);
        attributes["extensionAttribute" + std::to_string(i + 1)] = field_or_null(profile, field);
    }
    return attributes;
}

json::array provisioning_errors(const std::vector<ProvisioningError>& errors) {
    json::array listed;
    for (const auto& error : errors) {
        const bool user_name = error.property == ProvisioningError::Property::user_principal_name;
        listed.push_back(json::object{{"category", "PropertyConflict"},
                                      {"propertyCausingError", user_name ? "UserPrincipalName" : "ProxyAddresses"},
                                      {"value", error.value},
                                      {"occurredDateTime", date_time(error.occurred_at)}});
    }
    return listed;
}

void add_on_premises(json::object& user, const core::ListedPerson& listed) {
    const auto& person = listed.person;
    const bool synchronized = person.from_directory();
    const auto& facts = person.on_premises;
    // Graph has null, not false, for one who never was.
    user["onPremisesSyncEnabled"] = synchronized ? json::value(true) : json::value(nullptr);
    user["onPremisesImmutableId"] = text_or_null(person.anchor.str());
    user["onPremisesSamAccountName"] = text_or_null(person.sam_account_name);
    user["onPremisesDomainName"] = text_or_null(person.domain);
    user["onPremisesDistinguishedName"] = text_or_null(facts.distinguished_name);
    user["onPremisesSecurityIdentifier"] = text_or_null(facts.security_identifier);
    user["onPremisesUserPrincipalName"] = text_or_null(facts.user_principal_name);
    user["onPremisesLastSyncDateTime"] =
        synchronized ? json::value(date_time(listed.changed_at)) : json::value(nullptr);
    user["onPremisesProvisioningErrors"] = provisioning_errors(person.provisioning_errors);
    user["onPremisesExtensionAttributes"] = extension_attributes(person.profile);
    user["lastPasswordChangeDateTime"] =
        facts.password_set_at ? json::value(date_time(*facts.password_set_at)) : json::value(nullptr);
}

}  // namespace

const std::vector<std::string_view>& user_properties() {
    static const std::vector<std::string_view> kNames = [] {
        std::vector<std::string_view> names(kFurther.begin(), kFurther.end());
        for (const auto& property : kProfileProperties) names.push_back(property.name);
        return names;
    }();
    return kNames;
}

json::object user_json(const core::ListedPerson& listed) {
    const auto& person = listed.person;
    json::object user{{"id", person.id.str()},
                      {"displayName", text_or_null(person.display_name)},
                      {"userPrincipalName", person.user_name},
                      {"mail", text_or_null(person.work_mail)},
                      {"otherMails", texts(person.alternate_mails)},
                      {"accountEnabled", person.active},
                      {"preferredLanguage", text_or_null(person.preferred_language)},
                      {"createdDateTime", date_time(listed.created_at)},
                      {"businessPhones", business_phones(person.profile)},
                      {"proxyAddresses", texts(person.on_premises.proxy_addresses)}};
    for (const auto& [name, field] : kProfileProperties) user[name] = field_or_null(person.profile, field);
    add_on_premises(user, listed);
    return user;
}

}  // namespace tilbage::tenant::graph
