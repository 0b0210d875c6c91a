#include "core/oidc/manage_applications.h"

#include <algorithm>

#include "base/unicode.h"
#include "core/oidc/limits.h"
#include "core/oidc/redirect_uri.h"

namespace tilbage::core {
namespace {

namespace limits_of = application_limits;
using What = ApplicationProblem::What;

tl::unexpected<ApplicationProblem> problem(What what, std::string value = {}) {
    return tl::unexpected(ApplicationProblem{what, std::move(value)});
}
tl::unexpected<ApplicationProblem> problem(const base::Error& error) { return problem(What::store, error.message); }

// A refusal undoes: nothing is half done.
template <class T, class F>
Managed<T> in_one_step_of_managing(UnitOfWork& unit_of_work, F&& work) {
    std::optional<Managed<T>> answer;
    const auto done = unit_of_work.run([&]() -> base::Result<void> {
        answer.emplace(work());
        if (!answer->has_value()) return base::fail(base::ErrorCode::internal, answer->error().value);
        return {};
    });
    if (answer && !answer->has_value()) return std::move(*answer);
    if (!done) return problem(done.error());
    return std::move(*answer);
}

bool is_name(const std::string& name) {
    const auto characters = base::count_characters(name);
    return characters && *characters > 0 && *characters <= limits_of::kLongestName &&
           name.find_first_not_of(' ') != std::string::npos &&
           std::ranges::none_of(name, [](unsigned char c) { return c < ' ' || c == 0x7f; });
}

Managed<void> check_uris(const std::vector<std::string>& uris, What too_many, What one_wrong) {
    if (uris.size() > limits_of::kMostUris) return problem(too_many);
    const auto wrong = std::ranges::find_if_not(uris, is_redirect_uri);
    return wrong == uris.end() ? Managed<void>{} : problem(one_wrong, *wrong);
}

}  // namespace

Managed<Application> ManageApplications::find(const TenantId& tenant, const ApplicationId& id,
                                              std::optional<std::int64_t> expected) {
    auto found = ports_.applications.find(tenant, id);
    if (!found) return problem(found.error());
    if (!*found) return problem(What::not_found);
    if (expected && *expected != (*found)->version) return problem(What::conflict);
    return std::move(**found);
}

// New ones must be there; one that has gone away since holds nobody.
Managed<void> ManageApplications::check_groups(const Application& application, const std::vector<GroupId>& wanted) {
    if (wanted.size() > limits_of::kMostGroups) return problem(What::too_many_groups);
    for (const auto& group : wanted) {
        if (std::ranges::find(application.groups, group) != application.groups.end()) continue;
        const auto found = ports_.groups.find(application.tenant_id, group);
        if (!found) return problem(found.error());
        if (!*found) return problem(What::group_unknown, group.str());
    }
    return {};
}

Managed<void> ManageApplications::apply(Application& application, const ApplicationChange& wanted) {
    if (wanted.display_name) {
        if (!is_name(*wanted.display_name)) return problem(What::name_wrong);
        application.display_name = *wanted.display_name;
    }
    if (wanted.redirect_uris) {
        auto right = check_uris(*wanted.redirect_uris, What::too_many_uris, What::uri_wrong);
        if (!right) return right;
        application.redirect_uris = *wanted.redirect_uris;
    }
    if (wanted.sign_out_uris) {
        auto right = check_uris(*wanted.sign_out_uris, What::too_many_sign_out_uris, What::sign_out_uri_wrong);
        if (!right) return right;
        application.sign_out_uris = *wanted.sign_out_uris;
    }
    if (wanted.groups) {
        if (auto right = check_groups(application, *wanted.groups); !right) return right;
        application.groups = *wanted.groups;
    }
    if (wanted.access) application.access = *wanted.access;
    if (wanted.tells_groups) application.tells_groups = *wanted.tells_groups;
    return {};
}

Managed<void> ManageApplications::note(const TenantId& tenant, const std::string& actor, std::string_view action,
                                       const ApplicationId& id) {
    AuditRecord record;
    record.tenant_id = tenant;
    record.at = ports_.clock.now();
    record.actor = actor;
    record.action = action;
    record.target = "application:" + id.str();
    record.result = "succeeded";
    record.details = "{}";
    if (const auto written = ports_.audit.append(record); !written) return problem(written.error());
    return {};
}

Managed<Application> ManageApplications::add(const TenantId& tenant, const std::string& actor,
                                             const ApplicationChange& wanted) {
    return in_one_step_of_managing<Application>(ports_.unit_of_work, [&]() -> Managed<Application> {
        const auto all = ports_.applications.list(tenant);
        if (!all) return problem(all.error());
        if (all->size() >= limits_of::kMostApplications) return problem(What::too_many_applications);
        Application application;
        application.id = ApplicationId(base::new_uuid(ports_.random));
        application.tenant_id = tenant;
        application.created_at = ports_.clock.now();
        application.is_public = wanted.is_public.value_or(false);
        if (!wanted.display_name) return problem(What::name_wrong);
        if (const auto applied = apply(application, wanted); !applied) return tl::unexpected(applied.error());
        if (const auto added = ports_.applications.add(application); !added) return problem(added.error());
        if (const auto noted = note(tenant, actor, "application.add", application.id); !noted)
            return tl::unexpected(noted.error());
        return application;
    });
}

Managed<Application> ManageApplications::change(const TenantId& tenant, const std::string& actor,
                                                const ApplicationId& id, const ApplicationChange& wanted,
                                                std::optional<std::int64_t> expected) {
    return in_one_step_of_managing<Application>(ports_.unit_of_work, [&]() -> Managed<Application> {
        auto application = find(tenant, id, expected);
        if (!application) return application;
        if (wanted.is_public && *wanted.is_public != application->is_public) return problem(What::kind_fixed);
        if (const auto applied = apply(*application, wanted); !applied) return tl::unexpected(applied.error());
        const auto changed = ports_.applications.change(*application);
        if (!changed) return problem(changed.error());
        if (!*changed) return problem(What::conflict);
        ++application->version;
        if (const auto noted = note(tenant, actor, "application.change", id); !noted)
            return tl::unexpected(noted.error());
        return application;
    });
}

Managed<void> ManageApplications::remove(const TenantId& tenant, const std::string& actor, const ApplicationId& id,
                                         std::optional<std::int64_t> expected) {
    return in_one_step_of_managing<void>(ports_.unit_of_work, [&]() -> Managed<void> {
        if (const auto found = find(tenant, id, expected); !found) return tl::unexpected(found.error());
        const auto removed = ports_.applications.remove(tenant, id);
        if (!removed) return problem(removed.error());
        if (!*removed) return problem(What::not_found);
        return note(tenant, actor, "application.remove", id);
    });
}

Managed<NewApplicationSecret> ManageApplications::add_secret(const TenantId& tenant, const std::string& actor,
                                                             const ApplicationId& id, const std::string& name,
                                                             std::chrono::seconds lifetime) {
    constexpr std::size_t kHint = 3;
    if (!name.empty() && !is_name(name)) return problem(What::name_wrong);
    if (lifetime < limits_of::kShortestSecretLifetime || lifetime > limits_of::kLongestSecretLifetime)
        return problem(What::lifetime_wrong);
    return in_one_step_of_managing<NewApplicationSecret>(ports_.unit_of_work, [&]() -> Managed<NewApplicationSecret> {
        const auto now = ports_.clock.now();
        const auto application = find(tenant, id);
        if (!application) return tl::unexpected(application.error());
        if (application->is_public) return problem(What::public_has_no_secret);
        const auto secrets = ports_.applications.secrets_of(id);
        if (!secrets) return problem(secrets.error());
        std::size_t serving = 0;
        for (const auto& one : *secrets) {
            if (one.expires_at > now) {
                ++serving;
            } else if (const auto gone = ports_.applications.remove_secret(id, one.id); !gone) {
                return problem(gone.error());
            }
        }
        if (serving >= limits_of::kMostSecrets) return problem(What::too_many_secrets);
        NewApplicationSecret made;
        made.text = base::new_token(ports_.random);
        made.secret = {.id = base::new_uuid(ports_.random),
                       .application = id,
                       .name = name,
                       .hint = made.text.substr(0, kHint),
                       .digest = crypto::sha256(made.text),
                       .created_at = now,
                       .expires_at = now + lifetime};
        if (const auto added = ports_.applications.add_secret(made.secret); !added) return problem(added.error());
        if (const auto noted = note(tenant, actor, "application.add_secret", id); !noted)
            return tl::unexpected(noted.error());
        return made;
    });
}

Managed<void> ManageApplications::remove_secret(const TenantId& tenant, const std::string& actor,
                                                const ApplicationId& id, const std::string& secret) {
    return in_one_step_of_managing<void>(ports_.unit_of_work, [&]() -> Managed<void> {
        const auto application = find(tenant, id);
        if (!application) return tl::unexpected(application.error());
        const auto removed = ports_.applications.remove_secret(id, secret);
        if (!removed) return problem(removed.error());
        if (!*removed) return problem(What::not_found);
        return note(tenant, actor, "application.remove_secret", id);
    });
}

}  // namespace tilbage::core
