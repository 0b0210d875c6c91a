// Which attribute of a User is which field of a profile. Private to this folder's scim_*.cpp.
#pragma once

#include <array>
#include <string_view>

#include "core/identity/profile.h"

namespace tilbage::wire {

// In bytes: an address (RFC 3696 §3), Active Directory's rangeUpper (1,024 characters, and 2,048 for pages) times four
// for UTF-8, a DNS name, whatever stands where a language tag should.
constexpr std::size_t kMaxScimAddress = 320;
constexpr std::size_t kMaxScimName = 1024;
constexpr std::size_t kMaxScimText = 8192;
constexpr std::size_t kMaxScimDomain = 255;
constexpr std::size_t kMaxScimLanguage = 255;
constexpr std::size_t kMaxScimId = 128;
constexpr std::size_t kMaxScimMails = 20;
constexpr std::size_t kMaxScimPhones = 20;
constexpr std::size_t kMaxScimProxyAddresses = 1000;

struct ScimField {
    std::string_view name;
    core::ProfileField field;
};

inline constexpr std::array<ScimField, 4> kScimPhones{{{"work", core::ProfileField::business_phone},
                                                       {"mobile", core::ProfileField::mobile_phone},
                                                       {"home", core::ProfileField::home_phone},
                                                       {"fax", core::ProfileField::fax_number}}};

inline constexpr std::array<ScimField, 5> kScimWorkAddress{{{"streetAddress", core::ProfileField::street_address},
                                                            {"locality", core::ProfileField::city},
                                                            {"region", core::ProfileField::state},
                                                            {"postalCode", core::ProfileField::postal_code},
                                                            {"country", core::ProfileField::country_code}}};

inline constexpr std::array<ScimField, 3> kScimEnterpriseFields{
    {{"employeeNumber", core::ProfileField::employee_number},
     {"organization", core::ProfileField::company},
     {"department", core::ProfileField::department}}};

inline constexpr std::array<ScimField, 22> kScimOnPremisesFields{
    {{"mailNickname", core::ProfileField::mail_nickname},
     {"officeLocation", core::ProfileField::office_location},
     {"countryName", core::ProfileField::country},
     {"initials", core::ProfileField::initials},
     {"employeeId", core::ProfileField::employee_id},
     {"webPage", core::ProfileField::web_page},
     {"usageLocation", core::ProfileField::usage_location},
     {"extensionAttribute1", core::ProfileField::extension_attribute_1},
     {"extensionAttribute2", core::ProfileField::extension_attribute_2},
     {"extensionAttribute3", core::ProfileField::extension_attribute_3},
     {"extensionAttribute4", core::ProfileField::extension_attribute_4},
     {"extensionAttribute5", core::ProfileField::extension_attribute_5},
     {"extensionAttribute6", core::ProfileField::extension_attribute_6},
     {"extensionAttribute7", core::ProfileField::extension_attribute_7},
     {"extensionAttribute8", core::ProfileField::extension_attribute_8},
     {"extensionAttribute9", core::ProfileField::extension_attribute_9},
     {"extensionAttribute10", core::ProfileField::extension_attribute_10},
     {"extensionAttribute11", core::ProfileField::extension_attribute_11},
     {"extensionAttribute12", core::ProfileField::extension_attribute_12},
     {"extensionAttribute13", core::ProfileField::extension_attribute_13},
     {"extensionAttribute14", core::ProfileField::extension_attribute_14},
     {"extensionAttribute15", core::ProfileField::extension_attribute_15}}};

}  // namespace tilbage::wire
