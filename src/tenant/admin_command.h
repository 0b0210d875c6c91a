// tilbage-tenant admin: the accounts of administrators. Works beside a running server, and takes effect there at once.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "base/clock.h"
#include "base/random.h"
#include "core/oauth/manage_administrators.h"
#include "core/ports/person_store.h"
#include "tenant/config.h"

namespace tilbage::tenant {

enum class AdminAction { add, list, remove, set_password, set_roles, reset_second_factor };

struct AdminOptions {
    AdminAction action = AdminAction::list;
    std::string tenant;  // its domain; empty: the only one
    std::string user_name;
    std::string display_name;
    std::vector<std::string> roles;       // by either spelling of core/identity/administrator.h
    std::filesystem::path password_file;  // empty: a password is made and printed
};

// A password and whether it is to be printed, because it was made here.
struct ChosenPassword {
    base::SecretBytes text;
    bool is_new = false;
};
[[nodiscard]] base::Result<ChosenPassword> choose_password(const std::filesystem::path& file, base::Random& random);

// Calls `work` with the use case on `database`.
[[nodiscard]] base::Result<void> with_administrators(
    adapters::sql::Database& database, const core::TenantId& tenant, const base::Clock& clock, base::Random& random,
    const std::function<base::Result<void>(core::ManageAdministrators&)>& work);

// Gives the exit code.
int admin_command(const Config& config, const AdminOptions& options);

}  // namespace tilbage::tenant
