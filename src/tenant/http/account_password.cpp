#include "tenant/http/account_password.h"

#include "tenant/http/account_cookie.h"
#include "tenant/http/description_json.h"
#include "tenant/http/guarded_call.h"
#include "tenant/http/json.h"
#include "tenant/http/outcome_json.h"
#include "tenant/http/refusal_response.h"
#include "tenant/http/ticket_json.h"

namespace tilbage::tenant {
namespace {

using adapters::http::Reply;
using adapters::http::Request;

core::RequestId id_in(const Request& request) { return core::RequestId(std::string(request.path_value("id"))); }

void answer(const Reply& reply, const core::Answer<core::ChangeProgress>& progress, const std::string& request_id) {
    if (!progress) {
        reply(refusal_response(progress.error(), request_id));
        return;
    }
    auto response = json_response(200, progress_json(progress->request));
    if (!progress->new_token.empty()) response.headers.push_back(set_account_cookie(progress->new_token));
    reply(std::move(response));
}

}  // namespace

void add_account_password(adapters::http::Router& router, const std::string& origin, core::ChangePassword& change,
                          core::DescribeOwnPolicy& describe) {
    router.add("GET", "/account/v1/policy", [&describe](const Request& request, const Reply& reply) {
        describe.run(account_token_of(request),
                     [reply, id = request.id](const core::Answer<core::Description>& described) {
                         reply(described ? json_response(200, description_json(*described))
                                         : refusal_response(described.error(), id));
                     });
    });
    router.add(
        "POST", "/account/v1/password", guarded_post(origin, [&change](const Request& request, const Reply& reply) {
            change.issue(account_token_of(request), [reply, id = request.id](const core::Answer<core::Ticket>& ticket) {
                reply(ticket ? json_response(201, ticket_json(*ticket)) : refusal_response(ticket.error(), id));
            });
        }));
    router.add("POST", "/account/v1/password/{id}",
               guarded_post(origin, [&change](const Request& request, const Reply& reply) {
                   const auto sealed = read_sealed(request.body);
                   if (!sealed) {
                       reply(refusal_response(sealed.error(), request.id));
                       return;
                   }
                   change.submit(account_token_of(request), id_in(request), *sealed,
                                 [reply, id = request.id](const auto& progress) { answer(reply, progress, id); });
               }));
    router.add("GET", "/account/v1/password/{id}", [&change](const Request& request, const Reply& reply) {
        change.read(account_token_of(request), id_in(request), read_wait(request.query_value("wait")),
                    [reply, id = request.id](const auto& progress) { answer(reply, progress, id); });
    });
}

}  // namespace tilbage::tenant
