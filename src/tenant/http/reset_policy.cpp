#include "tenant/http/reset_policy.h"

#include "tenant/http/description_json.h"
#include "tenant/http/json.h"
#include "tenant/http/refusal_response.h"
#include "tenant/http/session_cookie.h"

namespace tilbage::tenant {
void add_reset_policy(adapters::http::Router& router, core::DescribePolicy& describe_policy) {
    router.add("GET", "/reset/v1/session/policy",
               [&describe_policy](const adapters::http::Request& request, const adapters::http::Reply& reply) {
                   describe_policy.run(session_token_of(request),
                                       [reply, id = request.id](const core::Answer<core::Description>& described) {
                                           reply(described ? json_response(200, description_json(*described))
                                                           : refusal_response(described.error(), id));
                                       });
               });
}

}  // namespace tilbage::tenant
