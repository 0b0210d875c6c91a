// Password policies as the directory stores them: on the domain's head (MS-ADTS 6.1.1.4), and in Password Settings
// Objects.
#pragma once

#include <string>
#include <vector>

#include "adapters/ldap/entry.h"
#include "core/writeback/description.h"

namespace tilbage::adapters::ldap {

[[nodiscard]] std::vector<std::string> domain_policy_attributes();
[[nodiscard]] core::PasswordPolicy domain_policy(const Entry& domain_head);

[[nodiscard]] std::vector<std::string> pso_attributes();
// Of an entry without attributes: a policy that is known to be a PSO's, and nothing else.
[[nodiscard]] core::PasswordPolicy pso_policy(const Entry& pso);

}  // namespace tilbage::adapters::ldap
