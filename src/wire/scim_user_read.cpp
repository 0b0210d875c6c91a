#include <algorithm>
#include <boost/json/array.hpp>

#include "core/identity/mail_address.h"
#include "wire/scim_json.h"
#include "wire/scim_user_fields.h"
#include "wire/scim_user_json.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

using core::ProfileField;

void set(core::Profile& profile, ProfileField field, std::string text) {
    if (!text.empty()) profile.insert_or_assign(field, std::move(text));
}

template <std::size_t N>
void read_fields(const ScimAttributes& attributes, const std::array<ScimField, N>& fields, core::Profile& profile) {
    for (const auto& one : fields) set(profile, one.field, attributes.free_text(one.name, kMaxScimText));
}

void read_mail(const ScimAttributes& mail, core::Person& person) {
    std::string address = mail.required_text("value", kMaxScimAddress);
    const std::string type = mail.text("type", kMaxScimId);
    if (!core::is_mail_address(address)) mail.refuse("emails.value", "one e-mail address");
    if (same_scim_name(type, "other")) {
        person.alternate_mails.push_back(std::move(address));
    } else if (same_scim_name(type, "work") && person.work_mail.empty()) {
        person.work_mail = std::move(address);
    }
}

void read_phone(const ScimAttributes& phone, core::Person& person) {
    const std::string type = phone.text("type", kMaxScimId);
    std::string number = phone.free_text("value", kMaxScimText);
    if (number.empty()) phone.refuse("phoneNumbers.value", "there");
    for (const auto& one : kScimPhones) {
        if (!same_scim_name(one.name, type)) continue;
        if (!person.profile.contains(one.field)) set(person.profile, one.field, std::move(number));
        return;
    }
}

// The first address of type work, or of none.
void read_address(const ScimAttributes& address, core::Person& person) {
    const std::string type = address.text("type", kMaxScimId);
    if (!type.empty() && !same_scim_name(type, "work")) return;
    const bool is_known =
        std::ranges::any_of(kScimWorkAddress, [&](const auto& one) { return person.profile.contains(one.field); });
    if (!is_known) read_fields(address, kScimWorkAddress, person.profile);
}

template <class Read>
void read_list(const ScimAttributes& attributes, std::string_view name, std::size_t max, core::Person& person,
               std::optional<ScimProblem>& problem, Read read) {
    const json::array* list = attributes.array(name, max);
    if (list == nullptr) return;
    for (const auto& one : *list) {
        if (!one.is_object()) return attributes.refuse(name, "a list of objects");
        read(ScimAttributes(one.get_object(), problem), person);
    }
}

void read_name(const json::object& object, core::Person& person, std::optional<ScimProblem>& problem) {
    const ScimAttributes name(object, problem);
    set(person.profile, ProfileField::given_name, name.free_text("givenName", kMaxScimName));
    set(person.profile, ProfileField::surname, name.free_text("familyName", kMaxScimName));
}

void read_enterprise(const json::object& object, core::Person& person, std::optional<ScimProblem>& problem) {
    const ScimAttributes enterprise(object, problem);
    read_fields(enterprise, kScimEnterpriseFields, person.profile);
    const json::value* manager = enterprise.find("manager");
    if (manager == nullptr) return;
    std::string id;
    if (const json::object* complex = manager->if_object()) {
        id = ScimAttributes(*complex, problem).text("value", kMaxScimId);
    } else {
        id = enterprise.text("manager", kMaxScimId);  // some clients send the bare id
    }
    if (!id.empty()) person.manager = core::PersonId(std::move(id));
}

void read_proxy_addresses(const ScimAttributes& attributes, core::OnPremisesFacts& facts) {
    const json::array* list = attributes.array("proxyAddresses", kMaxScimProxyAddresses);
    if (list == nullptr) return;
    constexpr std::string_view kPrefix = "smtp:";
    for (const auto& one : *list) {
        const json::string* text = one.if_string();
        const std::string_view address = text == nullptr ? std::string_view() : std::string_view(*text);
        if (!same_scim_name(address.substr(0, kPrefix.size()), kPrefix) ||
            !core::is_mail_address(address.substr(kPrefix.size())))
            return attributes.refuse("proxyAddresses", "a list of \"SMTP:\" or \"smtp:\" with one e-mail address each");
        facts.proxy_addresses.emplace_back(address);
    }
}

void read_on_premises(const json::object& object, core::Person& person, std::optional<ScimProblem>& problem) {
    const ScimAttributes attributes(object, problem);
    person.sam_account_name = attributes.text("sAMAccountName", kMaxScimName);
    person.netbios_domain = attributes.text("netbiosDomain", kMaxScimDomain);
    person.domain = attributes.text("domain", kMaxScimDomain);
    auto& facts = person.on_premises;
    facts.user_principal_name = attributes.text("userPrincipalName", kMaxScimName);
    facts.distinguished_name = attributes.free_text("distinguishedName", kMaxScimText);
    facts.security_identifier = attributes.text("securityIdentifier", kMaxScimDomain);
    constexpr std::int64_t kMax = 0xffff'ffff;
    facts.user_account_control = attributes.number("userAccountControl", -kMax, kMax, 0);
    facts.admin_count = attributes.flag("adminCount", false);
    facts.locked_at = attributes.time("lockedAt");
    facts.password_set_at = attributes.time("passwordSetAt");
    facts.password_expires_at = attributes.time("passwordExpiresAt");
    facts.account_expires_at = attributes.time("accountExpiresAt");
    read_proxy_addresses(attributes, facts);
    read_fields(attributes, kScimOnPremisesFields, person.profile);
}

// With our extension it is the source anchor.
void read_external_id(const ScimAttributes& attributes, bool from_directory, core::Person& person) {
    if (!from_directory) {
        person.external_id = attributes.text("externalId", kMaxScimName);
        return;
    }
    const auto anchor = core::SourceAnchor::parse(attributes.required_text("externalId", kMaxScimName));
    if (!anchor) attributes.refuse("externalId", "the Base64 of 16 bytes");
    person.anchor = anchor.value_or(core::SourceAnchor());
}

}  // namespace

ScimResult<core::Person> read_scim_user(const json::object& object) {
    std::optional<ScimProblem> problem;
    const ScimAttributes attributes(object, problem);
    attributes.require_schema(kScimUserSchema);
    core::Person person;
    person.id = core::PersonId(attributes.text("id", kMaxScimId));
    person.user_name = attributes.required_text("userName", kMaxScimAddress);
    person.display_name = attributes.free_text("displayName", kMaxScimName);
    set(person.profile, ProfileField::job_title, attributes.free_text("title", kMaxScimText));
    person.active = attributes.flag("active", true);
    person.preferred_language = attributes.text("preferredLanguage", kMaxScimLanguage);
    if (const json::object* name = attributes.object("name")) read_name(*name, person, problem);
    read_list(attributes, "emails", kMaxScimMails, person, problem, read_mail);
    read_list(attributes, "phoneNumbers", kMaxScimPhones, person, problem, read_phone);
    read_list(attributes, "addresses", kMaxScimPhones, person, problem, read_address);
    if (const json::object* enterprise = attributes.object(kScimEnterpriseSchema))
        read_enterprise(*enterprise, person, problem);
    const json::object* on_premises = attributes.object(kScimOnPremisesUserSchema);
    if (on_premises != nullptr) read_on_premises(*on_premises, person, problem);
    read_external_id(attributes, on_premises != nullptr, person);
    if (problem) return tl::unexpected<ScimProblem>(std::move(*problem));
    return person;
}

}  // namespace tilbage::wire
