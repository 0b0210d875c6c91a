// The frame of the Graph-shaped API: what holds for every call before its own handler sees it, and what every answer
// bears (docs/protocol.md §9).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "adapters/http/router.h"
#include "base/clock.h"
#include "base/random.h"
#include "tenant/graph/graph_call.h"

namespace tilbage::tenant::graph {

// Who may call. Every role there is may read; everything else names who may.
enum class Access {
    reader,  // every role
    writer,  // Global, Password and Helpdesk Administrator
    global_administrator,
};

[[nodiscard]] bool may(const core::Principal& principal, Access access);

using Handler = std::function<void(Call&, const adapters::http::Reply&)>;

struct Route {
    std::string method;
    std::string path;  // "/v1.0/users/{id}"
    Access access = Access::global_administrator;
    wire::OdataSchema schema;
    Handler handler;
    std::vector<std::string> body_types{"application/json"};
};

class Routes {
public:
    struct Ports {
        core::AuthenticateAdministrator& authenticate;
        const base::Clock& clock;
        base::Random& random;
    };
    // All outlive the router. `base_url` is the tenant's own address.
    Routes(adapters::http::Router& router, Ports ports, std::string base_url)
        : router_(router), ports_(ports), base_url_(std::move(base_url)) {}

    // A call without a valid token is answered 401, one without a role 403, one with an option that `schema` does not
    // know 400, a body that is of none of its types 415; the rest goes to the handler. Answers get request-id,
    // OData-Version, and in errors innerError.
    void add(Route route);
    // The same at /v1.0 and at /beta; `path` without them.
    void add_to_both(const Route& route);

private:
    void run(const Route& route, adapters::http::Request request, const adapters::http::Reply& reply) const;

    adapters::http::Router& router_;
    Ports ports_;
    std::string base_url_;
};

// What stood at `{name}` in the route's path.
[[nodiscard]] inline std::string path_value(const Call& call, std::string_view name) {
    return std::string(call.request.path_value(name));
}

}  // namespace tilbage::tenant::graph
