// Registering applications that people sign in to: for the command line and the Graph-shaped API.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "base/random.h"
#include "core/ports/application_store.h"
#include "core/ports/audit_log.h"
#include "core/ports/group_store.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::core {

// All outlive the use case.
struct ManageApplicationsPorts {
    ApplicationStore& applications;
    GroupStore& groups;
    AuditLog& audit;
    UnitOfWork& unit_of_work;
    const base::Clock& clock;
    base::Random& random;
};

// What stands there is changed, the rest stays. `is_public` is for a new one alone.
struct ApplicationChange {
    std::optional<std::string> display_name;
    std::optional<bool> is_public;
    std::optional<std::vector<std::string>> redirect_uris;
    std::optional<std::vector<std::string>> sign_out_uris;
    std::optional<ApplicationAccess> access;
    std::optional<std::vector<GroupId>> groups;
    std::optional<bool> tells_groups;
};

struct ApplicationProblem {
    enum class What {
        not_found,
        conflict,  // somebody else changed it meanwhile
        name_wrong,
        uri_wrong,           // `value`
        sign_out_uri_wrong,  // `value`
        too_many_uris,
        too_many_sign_out_uris,
        group_unknown,  // `value`
        too_many_groups,
        kind_fixed,  // public or confidential: for a new one alone
        too_many_applications,
        too_many_secrets,
        public_has_no_secret,
        lifetime_wrong,
        store,  // `value`: English, for the log
    };
    What what = What::store;
    std::string value = {};
};
template <class T>
using Managed = tl::expected<T, ApplicationProblem>;

struct NewApplicationSecret {
    ApplicationSecret secret;
    std::string text;  // nowhere else from here on
};

// Any thread. `actor` as in the audit: "operator", "administrator:<id>".
class ManageApplications {
public:
    explicit ManageApplications(ManageApplicationsPorts ports) : ports_(ports) {}
    [[nodiscard]] Managed<Application> add(const TenantId& tenant, const std::string& actor,
                                           const ApplicationChange& wanted);
    // Who may sign in holds from the next token on. `expected`: the version that was read; another one is a conflict.
    [[nodiscard]] Managed<Application> change(const TenantId& tenant, const std::string& actor, const ApplicationId& id,
                                              const ApplicationChange& wanted,
                                              std::optional<std::int64_t> expected = {});
    // All its tokens end.
    [[nodiscard]] Managed<void> remove(const TenantId& tenant, const std::string& actor, const ApplicationId& id,
                                       std::optional<std::int64_t> expected = {});
    // For a day at least, two years at most. An expired secret gives way; of those that serve there are two at most.
    [[nodiscard]] Managed<NewApplicationSecret> add_secret(const TenantId& tenant, const std::string& actor,
                                                           const ApplicationId& id, const std::string& name,
                                                           std::chrono::seconds lifetime);
    [[nodiscard]] Managed<void> remove_secret(const TenantId& tenant, const std::string& actor, const ApplicationId& id,
                                              const std::string& secret);

private:
    [[nodiscard]] Managed<Application> find(const TenantId& tenant, const ApplicationId& id,
                                            std::optional<std::int64_t> expected = {});
    [[nodiscard]] Managed<void> apply(Application& application, const ApplicationChange& wanted);
    [[nodiscard]] Managed<void> check_groups(const Application& application, const std::vector<GroupId>& wanted);
    [[nodiscard]] Managed<void> note(const TenantId& tenant, const std::string& actor, std::string_view action,
                                     const ApplicationId& id);
    ManageApplicationsPorts ports_;
};

}  // namespace tilbage::core
