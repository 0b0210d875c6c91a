#include "core/sync/staged_object.h"

#include <algorithm>

namespace tilbage::core {

const StagedAttribute* StagedObject::find(std::string_view name) const {
    const auto found = std::ranges::lower_bound(attributes, name, {}, &StagedAttribute::name);
    return found != attributes.end() && found->name == name ? &*found : nullptr;
}

std::string_view StagedObject::text(std::string_view name) const {
    const auto* attribute = find(name);
    return attribute == nullptr || attribute->values.empty() ? std::string_view() : attribute->values.front();
}

const std::vector<std::string>& sync_attributes() {
    static const std::vector<std::string> kNames{
        // who it is
        "sAMAccountName", "sAMAccountType", "userPrincipalName", "objectSid", "mS-DS-ConsistencyGuid", "displayName",
        "description", "mail", "mailNickname", "proxyAddresses", "preferredLanguage", "manager",
        // what it is, and whether it is kept out
        "groupType", "isCriticalSystemObject", "msExchRecipientTypeDetails",
        // the account's state
        "userAccountControl", "pwdLastSet", "lockoutTime", "accountExpires", "adminCount",
        // the profile
        "givenName", "sn", "initials", "title", "department", "company", "physicalDeliveryOfficeName", "streetAddress",
        "l", "st", "postalCode", "co", "c", "telephoneNumber", "mobile", "homePhone", "facsimileTelephoneNumber",
        "employeeID", "employeeNumber", "wWWHomePage", "msExchUsageLocation", "extensionAttribute1",
        "extensionAttribute2", "extensionAttribute3", "extensionAttribute4", "extensionAttribute5",
        "extensionAttribute6", "extensionAttribute7", "extensionAttribute8", "extensionAttribute9",
        "extensionAttribute10", "extensionAttribute11", "extensionAttribute12", "extensionAttribute13",
        "extensionAttribute14", "extensionAttribute15"};
    return kNames;
}

}  // namespace tilbage::core
