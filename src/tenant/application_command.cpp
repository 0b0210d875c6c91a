#include "tenant/application_command.h"

#include <cstdio>
#include <fmt/format.h>

#include "adapters/sql/application_store.h"
#include "adapters/sql/audit_log.h"
#include "adapters/sql/group_store.h"
#include "base/rfc3339.h"
#include "core/oidc/manage_applications.h"
#include "core/oidc/ports.h"
#include "crypto/system_random.h"
#include "tenant/application_problem.h"
#include "tenant/command_names.h"
#include "tenant/open_store.h"

namespace tilbage::tenant {
namespace {

namespace sql = adapters::sql;
using base::ErrorCode;
constexpr const char* kOperator = "operator";

base::Error error_of(const core::ApplicationProblem& problem) {
    return {ErrorCode::invalid_argument, "nothing was changed: " + message_of(problem)};
}

// One command on one tenant.
class Commands {
public:
    Commands(sql::Database& database, core::Tenant tenant, const Config& config, const ApplicationOptions& options)
        : tenant_(std::move(tenant)),
          base_url_(config.server.base_url),
          options_(options),
          applications_(database),
          groups_(database),
          audit_(database),
          manage_({applications_, groups_, audit_, database, clock_, random_}) {}

    base::Result<void> run() {
        switch (options_.action) {
            case ApplicationAction::add:
                return add();
            case ApplicationAction::list:
                return list();
            case ApplicationAction::show:
                return show();
            case ApplicationAction::set:
                return set();
            case ApplicationAction::remove:
                return done(manage_.remove(tenant_.id, kOperator, id()));
            case ApplicationAction::new_secret:
                return new_secret(id());
            case ApplicationAction::remove_secret:
                return done(manage_.remove_secret(tenant_.id, kOperator, id(), options_.secret));
        }
        return {};
    }

private:
    [[nodiscard]] core::ApplicationId id() const { return core::ApplicationId(options_.id); }
    template <class T>
    static base::Result<void> done(const core::Managed<T>& managed) {
        if (!managed) return base::fail(error_of(managed.error()));
        return {};
    }

    base::Result<core::ApplicationChange> wanted() {
        core::ApplicationChange change;
        if (!options_.redirect_uris.empty()) change.redirect_uris = options_.redirect_uris;
        if (!options_.sign_out_uris.empty()) change.sign_out_uris = options_.sign_out_uris;
        change.tells_groups = options_.tells_groups;
        if (options_.groups.empty()) {
            if (options_.everyone) change.access = core::ApplicationAccess::everyone;
            return change;
        }
        change.access = core::ApplicationAccess::selected_groups;
        change.groups.emplace();
        for (const auto& name : options_.groups) {
            const auto by_id = groups_.find(tenant_.id, core::GroupId(name));
            if (!by_id) return base::fail(by_id.error());
            const auto group =
                *by_id ? base::Result<core::GroupId>((*by_id)->id) : group_named(groups_, tenant_.id, name);
            if (!group) return base::fail(group.error());
            change.groups->push_back(*group);
        }
        return change;
    }

    base::Result<void> add() {
        auto change = wanted();
        if (!change) return base::fail(change.error());
        change->display_name = options_.id;
        change->is_public = options_.is_public;
        const auto added = manage_.add(tenant_.id, kOperator, *change);
        if (!added) return base::fail(error_of(added.error()));
        print(*added);
        return added->is_public ? base::Result<void>{} : new_secret(added->id);
    }

    base::Result<void> set() {
        auto change = wanted();
        if (!change) return base::fail(change.error());
        if (!options_.display_name.empty()) change->display_name = options_.display_name;
        return done(manage_.change(tenant_.id, kOperator, id(), *change));
    }

    base::Result<void> new_secret(const core::ApplicationId& application) {
        const auto made =
            manage_.add_secret(tenant_.id, kOperator, application, {}, std::chrono::hours(24) * options_.days);
        if (!made) return base::fail(error_of(made.error()));
        fmt::print("The secret is printed here once; it is nowhere else.\nsecret: {}\nsecret expires: {}\n", made->text,
                   base::to_rfc3339(made->secret.expires_at));
        return {};
    }

    base::Result<void> list() {
        const auto all = applications_.list(tenant_.id);
        if (!all) return base::fail(all.error());
        if (all->empty()) fmt::print("No applications. Register one: tilbage-tenant application add\n");
        for (const auto& one : *all)
            fmt::print("{}\t{}\t{}\n", one.id.str(), one.display_name, one.is_public ? "public" : "confidential");
        return {};
    }

    base::Result<void> show() {
        const auto found = applications_.find(tenant_.id, id());
        if (!found) return base::fail(found.error());
        if (!*found) return base::fail(ErrorCode::not_found, "there is no application " + options_.id);
        print(**found);
        const auto secrets = applications_.secrets_of(id());
        if (!secrets) return base::fail(secrets.error());
        for (const auto& secret : *secrets)
            fmt::print("secret {}: {}…, expires {}\n", secret.id, secret.hint, base::to_rfc3339(secret.expires_at));
        return {};
    }

    void print(const core::Application& one) {
        const auto issuer = core::issuer_of(base_url_, tenant_.id);
        fmt::print(
            "application: {}\nclient_id: {}\nkind: {}\nissuer: {}\ndiscovery: {}/.well-known/openid-configuration\n",
            one.display_name, one.id.str(), one.is_public ? "public" : "confidential", issuer, issuer);
        for (const auto& uri : one.redirect_uris) fmt::print("redirect uri: {}\n", uri);
        for (const auto& uri : one.sign_out_uris) fmt::print("sign-out uri: {}\n", uri);
        if (one.access == core::ApplicationAccess::everyone) fmt::print("who may sign in: everybody\n");
        for (const auto& group : one.groups)
            if (one.access == core::ApplicationAccess::selected_groups)
                fmt::print("who may sign in: members of group {}\n", group.str());
        fmt::print("groups claim: {}\n", one.tells_groups ? "yes" : "no");
    }

    core::Tenant tenant_;
    std::string base_url_;
    const ApplicationOptions& options_;
    base::SystemClock clock_;
    crypto::SystemRandom random_;
    sql::SqlApplicationStore applications_;
    sql::SqlGroupStore groups_;
    sql::SqlAuditLog audit_;
    core::ManageApplications manage_;
};

base::Result<void> run(const Config& config, const ApplicationOptions& options) {
    auto database = open_store(config.store);
    if (!database) return base::fail(database.error());
    auto tenant = tenant_named(**database, options.tenant);
    if (!tenant) return base::fail(tenant.error());
    return Commands(**database, std::move(*tenant), config, options).run();
}

}  // namespace

int application_command(const Config& config, const ApplicationOptions& options) {
    const auto done = run(config, options);
    if (done) return 0;
    fmt::print(stderr, "tilbage-tenant: {}\n", done.error().message);
    return 1;
}

}  // namespace tilbage::tenant
