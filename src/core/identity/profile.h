// What a directory tells about a person beside names and addresses: shown in the portal, never used to decide anything.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace tilbage::core {

// One text each. extension_attribute_1 to _15 follow one another.
enum class ProfileField : std::uint8_t {
    given_name,
    surname,
    initials,
    job_title,
    department,
    company,
    office_location,
    street_address,
    city,
    state,
    postal_code,
    country,       // in words
    country_code,  // ISO 3166-1 alpha-2
    business_phone,
    mobile_phone,
    home_phone,
    fax_number,
    employee_id,
    employee_number,
    mail_nickname,
    web_page,
    usage_location,  // ISO 3166-1 alpha-2
    extension_attribute_1,
    extension_attribute_2,
    extension_attribute_3,
    extension_attribute_4,
    extension_attribute_5,
    extension_attribute_6,
    extension_attribute_7,
    extension_attribute_8,
    extension_attribute_9,
    extension_attribute_10,
    extension_attribute_11,
    extension_attribute_12,
    extension_attribute_13,
    extension_attribute_14,
    extension_attribute_15,
};
inline constexpr std::size_t kProfileFields = 37;

// What a person has not is not there; no empty texts.
using Profile = std::map<ProfileField, std::string>;

}  // namespace tilbage::core
