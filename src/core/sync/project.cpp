#include "core/sync/project.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/encoding.h"
#include "core/directory_setup/guid.h"
#include "core/identity/mail_address.h"
#include "core/identity/proxy_address.h"
#include "core/sync/attribute_values.h"

namespace tilbage::core {
namespace {

constexpr std::size_t kMaxAlternateMails = 19;

struct ProfileAttribute {
    ProfileField field;
    std::string_view name;
};
constexpr std::array<ProfileAttribute, kProfileFields> kProfile{{
    {ProfileField::given_name, "givenName"},
    {ProfileField::surname, "sn"},
    {ProfileField::initials, "initials"},
    {ProfileField::job_title, "title"},
    {ProfileField::department, "department"},
    {ProfileField::company, "company"},
    {ProfileField::office_location, "physicalDeliveryOfficeName"},
    {ProfileField::street_address, "streetAddress"},
    {ProfileField::city, "l"},
    {ProfileField::state, "st"},
    {ProfileField::postal_code, "postalCode"},
    {ProfileField::country, "co"},
    {ProfileField::country_code, "c"},
    {ProfileField::business_phone, "telephoneNumber"},
    {ProfileField::mobile_phone, "mobile"},
    {ProfileField::home_phone, "homePhone"},
    {ProfileField::fax_number, "facsimileTelephoneNumber"},
    {ProfileField::employee_id, "employeeID"},
    {ProfileField::employee_number, "employeeNumber"},
    {ProfileField::mail_nickname, "mailNickname"},
    {ProfileField::web_page, "wWWHomePage"},
    {ProfileField::usage_location, "msExchUsageLocation"},
    {ProfileField::extension_attribute_1, "extensionAttribute1"},
    {ProfileField::extension_attribute_2, "extensionAttribute2"},
    {ProfileField::extension_attribute_3, "extensionAttribute3"},
    {ProfileField::extension_attribute_4, "extensionAttribute4"},
    {ProfileField::extension_attribute_5, "extensionAttribute5"},
    {ProfileField::extension_attribute_6, "extensionAttribute6"},
    {ProfileField::extension_attribute_7, "extensionAttribute7"},
    {ProfileField::extension_attribute_8, "extensionAttribute8"},
    {ProfileField::extension_attribute_9, "extensionAttribute9"},
    {ProfileField::extension_attribute_10, "extensionAttribute10"},
    {ProfileField::extension_attribute_11, "extensionAttribute11"},
    {ProfileField::extension_attribute_12, "extensionAttribute12"},
    {ProfileField::extension_attribute_13, "extensionAttribute13"},
    {ProfileField::extension_attribute_14, "extensionAttribute14"},
    {ProfileField::extension_attribute_15, "extensionAttribute15"},
}};

Profile profile_of(const StagedObject& object) {
    Profile profile;
    for (const auto& [field, name] : kProfile) {
        if (const auto text = object.text(name); !text.empty()) profile.emplace_hint(profile.end(), field, text);
    }
    return profile;
}

// What stands there and is no address is left out: it is no reason to refuse the person.
std::string mail_address_in(const StagedObject& object, std::string_view attribute) {
    const auto text = object.text(attribute);
    return is_mail_address(text) ? std::string(text) : std::string();
}

std::vector<std::string> alternate_mails_of(const StagedObject& object, const std::string& attribute) {
    std::vector<std::string> mails;
    const auto* all = object.find(attribute);
    if (all == nullptr) return mails;
    std::ranges::copy_if(all->values, std::back_inserter(mails),
                         [](const auto& mail) { return is_mail_address(mail); });
    if (mails.size() > kMaxAlternateMails) mails.resize(kMaxAlternateMails);
    return mails;
}

// The directory keeps no order of values; sorted, the same addresses are always told alike, the primary one first.
std::vector<std::string> mail_addresses_of(const StagedObject& object) {
    std::vector<std::string> addresses;
    const auto* all = object.find("proxyAddresses");
    if (all == nullptr) return addresses;
    for (const auto& address : all->values) {
        if (address.starts_with("SMTP:") || address.starts_with("smtp:"))
            if (is_mail_address(address_of(address))) addresses.push_back(address);
    }
    std::ranges::sort(addresses);
    return addresses;
}

std::string sid_of(const StagedObject& object) {
    const auto sid = Sid::from_bytes(base::as_bytes(object.text("objectSid")));
    return sid ? sid->str() : std::string();
}

OnPremisesFacts facts_of(const StagedObject& object, const std::string& distinguished_name) {
    OnPremisesFacts facts;
    facts.user_principal_name = object.text("userPrincipalName");
    facts.distinguished_name = distinguished_name;
    facts.security_identifier = sid_of(object);
    facts.user_account_control = number_in(object, "userAccountControl").value_or(0);
    facts.admin_count = number_in(object, "adminCount").value_or(0) == 1;
    facts.locked_at = time_in(object, "lockoutTime");
    facts.password_set_at = time_in(object, "pwdLastSet");
    facts.password_expires_at = time_in(object, kPasswordExpiryAttribute);
    facts.account_expires_at = time_in(object, "accountExpires");
    facts.proxy_addresses = mail_addresses_of(object);
    return facts;
}

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

std::string value_of_rdn(std::string_view rdn) {
    std::string value;
    for (std::size_t i = rdn.find('=') + 1; i < rdn.size(); ++i) {
        if (rdn[i] != '\\' || i + 1 == rdn.size()) {
            value += rdn[i];
            continue;
        }
        const int high = digit_of(rdn[i + 1]);
        const int low = i + 2 < rdn.size() ? digit_of(rdn[i + 2]) : -1;
        const bool is_hex = high >= 0 && low >= 0;
        value += is_hex ? static_cast<char>(high * 16 + low) : rdn[i + 1];
        i += is_hex ? 2 : 1;
    }
    return value;
}

SourcePerson project_person(const StagedObject& object, const SourceAnchor& anchor, const SourceDomain& domain,
                            const std::string& distinguished_name, const std::string& alternate_mail_attribute) {
    SourcePerson person;
    person.anchor = anchor;
    person.sam_account_name = object.text("sAMAccountName");
    person.user_principal_name = object.text("userPrincipalName");
    if (person.user_principal_name.empty()) person.user_principal_name = person.sam_account_name + "@" + domain.dns;
    person.netbios_domain = domain.netbios;
    person.domain = domain.dns;
    person.display_name = object.text("displayName");
    person.mail = mail_address_in(object, "mail");
    person.alternate_mails = alternate_mails_of(object, alternate_mail_attribute);
    person.preferred_language = object.text("preferredLanguage");
    person.active = (number_in(object, "userAccountControl").value_or(kAccountDisabled) & kAccountDisabled) == 0;
    person.profile = profile_of(object);
    person.on_premises = facts_of(object, distinguished_name);
    return person;
}

SourceGroup project_group(const StagedObject& object, const SourceAnchor& anchor, const SourceDomain& domain,
                          const std::string& distinguished_name) {
    SourceGroup group;
    group.anchor = anchor;
    group.sam_account_name = object.text("sAMAccountName");
    group.display_name = object.text("displayName");
    if (group.display_name.empty()) group.display_name = value_of_rdn(object.rdn);
    if (group.display_name.empty()) group.display_name = group.sam_account_name;
    group.description = object.text("description");
    group.netbios_domain = domain.netbios;
    group.domain = domain.dns;
    group.mail = mail_address_in(object, "mail");
    group.security_identifier = sid_of(object);
    group.distinguished_name = distinguished_name;
    return group;
}

}  // namespace tilbage::core
