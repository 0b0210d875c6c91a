// /applications: the programs that people sign in to with their account (docs/protocol.md §9 and §13).
#pragma once

#include "core/oidc/manage_applications.h"
#include "tenant/graph/graph_routes.h"

namespace tilbage::tenant::graph {

// All outlive the routes.
struct ApplicationsPorts {
    core::ApplicationStore& applications;
    core::ManageApplications& manage;
    const base::Clock& clock;
};
void add_applications(Routes& routes, const ApplicationsPorts& ports);

}  // namespace tilbage::tenant::graph
