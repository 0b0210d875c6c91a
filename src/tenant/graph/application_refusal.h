// What is answered to a change of an application that cannot be made (docs/protocol.md §13). `error.details` has
// Graph's shape: [{"code", "target", "message"}], and `value` where it is one of several that is wrong.
#pragma once

#include "core/oidc/manage_applications.h"
#include "tenant/graph/graph_call.h"

namespace tilbage::tenant::graph {

// The body's properties that the problem may be in.
struct ApplicationTargets {
    std::string_view name = "displayName";
    std::string_view redirect_uris = "web/redirectUris";
};

[[nodiscard]] adapters::http::Response refused_application(const Call& call, const core::ApplicationProblem& problem,
                                                           const ApplicationTargets& targets = {});
// A property that is unknown, missing, or of another type.
[[nodiscard]] adapters::http::Response wrong_property(std::string_view target, std::string_view message);

}  // namespace tilbage::tenant::graph
