// People's sign-in to applications put together: stores, use cases, routes.
#pragma once

#include <memory>
#include <string>

#include "adapters/http/router.h"
#include "adapters/sql/database.h"
#include "core/oidc/application_sign_out.h"
#include "core/oidc/ports.h"
#include "tenant/graph/graph_routes.h"
#include "tenant/http/authorize.h"
#include "tenant/http/token.h"

namespace tilbage::tenant {

class Applications {
public:
    // Both outlive it. `base_url`: this tenant's, from the configuration.
    Applications(adapters::sql::Database& database, const core::AccountPorts& account, const std::string& base_url);
    ~Applications();
    Applications(const Applications&) = delete;
    Applications& operator=(const Applications&) = delete;

    // All but what is shared with administrators' programs. The router goes first.
    void add_routes(adapters::http::Router& router, const std::string& origin);
    void add_graph_routes(graph::Routes& routes);
    // What administrators' programs share with applications: the authorization, the token and the sign-out endpoint.
    [[nodiscard]] core::BeginApplicationSignIn& begin();
    [[nodiscard]] core::BeginApplicationSignOut& begin_sign_out();
    [[nodiscard]] const AnswerCarrier& carrier() const;
    [[nodiscard]] Grant code_grant();
    [[nodiscard]] Grant refresh_grant();
    // Drops what has had its time, and rolls the keys.
    [[nodiscard]] base::Result<void> purge();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace tilbage::tenant
