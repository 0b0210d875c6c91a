#include "tenant/application_problem.h"

#include <fmt/format.h>

#include "core/oidc/limits.h"

namespace tilbage::tenant {

std::string message_of(const core::ApplicationProblem& problem) {
    using What = core::ApplicationProblem::What;
    namespace limits_of = core::application_limits;
    switch (problem.what) {
        case What::not_found:
            return "there is no such application or secret";
        case What::conflict:
            return "somebody else changed it meanwhile; read it again";
        case What::name_wrong:
            return fmt::format("a name has 1 to {} characters", limits_of::kLongestName);
        case What::uri_wrong:
        case What::sign_out_uri_wrong:
            return fmt::format(
                "{} cannot be used: an address is https, or http at localhost, 127.0.0.1 or [::1], whole, without # "
                "and wildcards",
                problem.value);
        case What::too_many_uris:
        case What::too_many_sign_out_uris:
            return fmt::format("there can be {} addresses of a kind", limits_of::kMostUris);
        case What::group_unknown:
            return fmt::format("there is no group {}", problem.value);
        case What::too_many_groups:
            return fmt::format("there can be {} groups", limits_of::kMostGroups);
        case What::kind_fixed:
            return "whether an application is public is decided when it is registered";
        case What::too_many_applications:
            return fmt::format("there can be {} applications", limits_of::kMostApplications);
        case What::too_many_secrets:
            return fmt::format("there are {} secrets that serve; remove one first", limits_of::kMostSecrets);
        case What::public_has_no_secret:
            return "a public application has no secret";
        case What::lifetime_wrong:
            return "a secret serves for one day at least, and two years at most";
        case What::store:
            return problem.value;
    }
    return {};
}

}  // namespace tilbage::tenant
