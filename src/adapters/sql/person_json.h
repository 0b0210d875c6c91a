// The parts of a person that stand in their row as JSON, and whole people as the deleted ones are kept.
#pragma once

#include <string>
#include <string_view>

#include "core/identity/person.h"

namespace tilbage::adapters::sql {

// Readers throw on what no writer of these makes: a damaged file.
[[nodiscard]] std::string texts_to_json(const std::vector<std::string>& texts);
[[nodiscard]] std::vector<std::string> texts_from_json(std::string_view json);
[[nodiscard]] std::string profile_to_json(const core::Profile& profile);
[[nodiscard]] core::Profile profile_from_json(std::string_view json);
[[nodiscard]] std::string facts_to_json(const core::OnPremisesFacts& facts);
[[nodiscard]] core::OnPremisesFacts facts_from_json(std::string_view json);
// Empty for none.
[[nodiscard]] std::string errors_to_json(const std::vector<core::ProvisioningError>& errors);
[[nodiscard]] std::vector<core::ProvisioningError> errors_from_json(std::string_view json);
[[nodiscard]] std::string person_to_json(const core::Person& person);
[[nodiscard]] core::Person person_from_json(std::string_view json);

// "userPrincipalName", "proxyAddresses".
[[nodiscard]] std::string_view property_name(core::ProvisioningError::Property property);
[[nodiscard]] core::ProvisioningError::Property property_of(std::string_view name);

}  // namespace tilbage::adapters::sql
