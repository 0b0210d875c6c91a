#include "tenant/graph/application_refusal.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "tenant/application_problem.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Response;
using What = core::ApplicationProblem::What;

struct Detail {
    std::string_view code;
    std::string_view target;
};

// Empty where it is answered otherwise.
Detail detail_of(What what, const ApplicationTargets& targets) {
    switch (what) {
        case What::name_wrong:
            return {"InvalidName", targets.name};
        case What::uri_wrong:
            return {"InvalidUri", targets.redirect_uris};
        case What::sign_out_uri_wrong:
            return {"InvalidUri", "postLogoutRedirectUris"};
        case What::too_many_uris:
            return {"TooManyUris", targets.redirect_uris};
        case What::too_many_sign_out_uris:
            return {"TooManyUris", "postLogoutRedirectUris"};
        case What::group_unknown:
            return {"GroupNotFound", "assignedGroupIds"};
        case What::too_many_groups:
            return {"TooManyGroups", "assignedGroupIds"};
        case What::kind_fixed:
            return {"ReadOnlyProperty", "isFallbackPublicClient"};
        case What::too_many_applications:
            return {"TooManyApplications", "applications"};
        case What::too_many_secrets:
            return {"TooManySecrets", "passwordCredential"};
        case What::public_has_no_secret:
            return {"PublicClient", "passwordCredential"};
        case What::lifetime_wrong:
            return {"InvalidLifetime", "passwordCredential/endDateTime"};
        case What::not_found:
        case What::conflict:
        case What::store:
            return {};
    }
    return {};
}

Response bad(const Detail& what, std::string_view message, std::string_view value = {}) {
    json::object detail{{"code", what.code}, {"target", what.target}, {"message", message}};
    if (!value.empty()) detail["value"] = value;
    const json::object error{
        {"code", "Request_BadRequest"}, {"message", message}, {"details", json::array{std::move(detail)}}};
    return json_response(400, {{"error", error}});
}

}  // namespace

Response refused_application(const Call& call, const core::ApplicationProblem& wrong,
                             const ApplicationTargets& targets) {
    if (wrong.what == What::store) return store_failed(call, {base::ErrorCode::internal, wrong.value});
    if (wrong.what == What::not_found) return not_found();
    const auto message = "Nothing was changed: " + message_of(wrong) + ".";
    if (wrong.what == What::conflict) return problem(412, "resourceModified", message);
    return bad(detail_of(wrong.what, targets), message, wrong.value);
}

Response wrong_property(std::string_view target, std::string_view message) {
    return bad({"InvalidProperty", target}, message);
}

}  // namespace tilbage::tenant::graph
