#include "tenant/admin_command.h"

#include <cstdio>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "adapters/config/secret_file.h"
#include "adapters/sodium/argon2_hasher.h"
#include "adapters/sql/administrator_store.h"
#include "adapters/sql/attempt_counter.h"
#include "adapters/sql/audit_log.h"
#include "adapters/sql/sign_in_store.h"
#include "crypto/system_random.h"
#include "tenant/command_names.h"
#include "tenant/open_store.h"

namespace tilbage::tenant {
namespace {

namespace sql = adapters::sql;
using base::ErrorCode;

std::string known_roles() {
    std::vector<std::string> names;
    names.reserve(core::kRoles.size());
    for (const auto role : core::kRoles) names.push_back(fmt::format("\"{}\"", core::display_name(role)));
    return fmt::format("{}", fmt::join(names, ", "));
}

base::Result<std::vector<core::Role>> parse_roles(const std::vector<std::string>& texts) {
    std::vector<core::Role> roles;
    for (const auto& text : texts) {
        const auto role = core::parse_role(text);
        if (!role)
            return base::fail(ErrorCode::invalid_argument,
                              fmt::format("there is no role \"{}\"; there are {}", text, known_roles()));
        roles.push_back(*role);
    }
    return roles;
}

base::Result<void> print_list(core::ManageAdministrators& administrators) {
    const auto all = administrators.list();
    if (!all) return base::fail(all.error());
    if (all->empty()) fmt::print("No administrators. Make one: tilbage-tenant admin add\n");
    for (const auto& [administrator, has_second_factor] : *all) {
        std::vector<std::string_view> roles;
        roles.reserve(administrator.roles.size());
        for (const auto role : administrator.roles) roles.push_back(core::display_name(role));
        fmt::print("{}\t{}\t{}\t{}\n", administrator.user_name, administrator.display_name, fmt::join(roles, ", "),
                   has_second_factor ? "second factor" : "no second factor yet");
    }
    return {};
}

void print_password(const ChosenPassword& password) {
    if (!password.is_new) return;
    fmt::print("The password is printed here once; it is nowhere else.\npassword: {}\n", password.text.open_text());
}

base::Result<void> add(core::ManageAdministrators& administrators, const AdminOptions& options, base::Random& random) {
    const auto roles = parse_roles(options.roles);
    if (!roles) return base::fail(roles.error());
    const auto password = choose_password(options.password_file, random);
    if (!password) return base::fail(password.error());
    const auto added = administrators.add(
        {.user_name = options.user_name, .display_name = options.display_name, .roles = *roles}, password->text);
    if (!added) return base::fail(added.error());
    fmt::print("administrator: {}\n", added->user_name);
    print_password(*password);
    return {};
}

base::Result<void> set_password(core::ManageAdministrators& administrators, const AdminOptions& options,
                                base::Random& random) {
    const auto password = choose_password(options.password_file, random);
    if (!password) return base::fail(password.error());
    if (auto set = administrators.set_password(options.user_name, password->text); !set) return set;
    fmt::print("{} has a new password and is signed out everywhere.\n", options.user_name);
    print_password(*password);
    return {};
}

base::Result<void> set_roles(core::ManageAdministrators& administrators, const AdminOptions& options) {
    const auto roles = parse_roles(options.roles);
    if (!roles) return base::fail(roles.error());
    return administrators.set_roles(options.user_name, *roles);
}

base::Result<void> act(core::ManageAdministrators& administrators, const AdminOptions& options, base::Random& random) {
    switch (options.action) {
        case AdminAction::add:
            return add(administrators, options, random);
        case AdminAction::list:
            return print_list(administrators);
        case AdminAction::remove:
            return administrators.remove(options.user_name);
        case AdminAction::set_password:
            return set_password(administrators, options, random);
        case AdminAction::set_roles:
            return set_roles(administrators, options);
        case AdminAction::reset_second_factor:
            return administrators.reset_second_factor(options.user_name);
    }
    return {};
}

base::Result<void> run(const Config& config, const AdminOptions& options) {
    auto database = open_store(config.store);
    if (!database) return base::fail(database.error());
    const auto tenant = tenant_named(**database, options.tenant);
    if (!tenant) return base::fail(tenant.error());
    crypto::SystemRandom random;
    return with_administrators(
        **database, tenant->id, base::SystemClock(), random,
        [&](core::ManageAdministrators& administrators) { return act(administrators, options, random); });
}

}  // namespace

base::Result<ChosenPassword> choose_password(const std::filesystem::path& file, base::Random& random) {
    if (file.empty()) return ChosenPassword{.text = core::new_administrator_password(random), .is_new = true};
    auto read = adapters::config::read_secret_file(file);
    if (!read) return base::fail(read.error());
    return ChosenPassword{.text = std::move(*read), .is_new = false};
}

base::Result<void> with_administrators(sql::Database& database, const core::TenantId& tenant, const base::Clock& clock,
                                       base::Random& random,
                                       const std::function<base::Result<void>(core::ManageAdministrators&)>& work) {
    auto hasher = adapters::sodium::Argon2Hasher::make();
    if (!hasher) return base::fail(hasher.error());
    sql::SqlAdministratorStore administrators(database);
    sql::SqlAdministratorCredentialStore credentials(database);
    sql::SqlSignInSessionStore sessions(database);
    sql::SqlAttemptCounter attempts(database);
    sql::SqlAuditLog audit(database);
    core::ManageAdministrators use_case(
        {administrators, credentials, sessions, attempts, audit, database, **hasher, clock, random}, tenant);
    return work(use_case);
}

int admin_command(const Config& config, const AdminOptions& options) {
    const auto done = run(config, options);
    if (done) return 0;
    fmt::print(stderr, "tilbage-tenant: {}\n", done.error().message);
    return 1;
}

}  // namespace tilbage::tenant
