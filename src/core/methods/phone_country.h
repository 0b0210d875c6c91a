// In which country a person's national numbers are meant.
#pragma once

#include <string>

#include "core/identity/person.h"

namespace tilbage::core {

// ISO 3166-1 alpha-2, for to_e164(); empty: not known.
[[nodiscard]] inline std::string phone_country_of(const Person& person) {
    for (const auto field : {ProfileField::usage_location, ProfileField::country_code}) {
        const auto found = person.profile.find(field);
        if (found != person.profile.end() && !found->second.empty()) return found->second;
    }
    return {};
}

}  // namespace tilbage::core
