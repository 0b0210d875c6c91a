// The agent's own way to the domain controller, made afresh for one test.
#pragma once

#include <memory>
#include <string>

#include "adapters/ldap/pool.h"
#include "contract/environment.h"

namespace tilbage::contract {

// A suite that only a real domain controller can run takes these as its parameters: one name, or none.
[[nodiscard]] std::vector<std::string> real_directories();
// Throws std::runtime_error.
[[nodiscard]] std::unique_ptr<adapters::ldap::Pool> make_pool(adapters::ldap::Settings settings);

}  // namespace tilbage::contract
