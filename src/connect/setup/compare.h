// Whether two configurations are the same, part by part: by what their files hold, not by where the files lie.
#pragma once

#include <string>
#include <vector>

#include "connect/config.h"

namespace tilbage::connect::setup {

// Two PEM files of authorities; "" is the system's.
[[nodiscard]] bool same_file(const std::filesystem::path& a, const std::filesystem::path& b);
[[nodiscard]] bool same_tenant(const TenantConfig& a, const TenantConfig& b);
// Servers, authority, account.
[[nodiscard]] bool same_directory(const DirectoryConfig& a, const DirectoryConfig& b);
[[nodiscard]] bool same_credentials(const DirectoryConfig& a, const DirectoryConfig& b);
// Units, whatever their order, and the pilot group.
[[nodiscard]] bool same_scope(const ScopeConfig& a, const ScopeConfig& b);
// "limits.writes_per_minute", …: what no other function here looks at. The state folder is the machine's own and is not
// compared.
[[nodiscard]] std::vector<std::string> options_that_differ(const Config& a, const Config& b);

// For people.
[[nodiscard]] std::string account_of(const DirectoryConfig& config);
// "ex1.test", from the account's name; "" when that does not tell.
[[nodiscard]] std::string forest_of(const DirectoryConfig& config);

}  // namespace tilbage::connect::setup
