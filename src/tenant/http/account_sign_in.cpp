#include "tenant/http/account_sign_in.h"

#include "tenant/http/account_cookie.h"
#include "tenant/http/account_state_json.h"
#include "tenant/http/address_block.h"
#include "tenant/http/guarded_call.h"
#include "tenant/http/json.h"
#include "tenant/http/paced_answer.h"
#include "tenant/http/refusal_response.h"
#include "tenant/http/ticket_json.h"

namespace tilbage::tenant {
namespace {

using adapters::http::Reply;
using adapters::http::Request;

constexpr std::size_t kLongestUserId = 4096;  // longer than any that can be somebody's; those are simply unknown
constexpr std::size_t kLongestLocale = 64;
constexpr std::size_t kLongestRealm = 255;

core::Answer<core::BeginAccountSignInCommand> read_command(const Request& request) {
    const auto body = read_object(request.body);
    if (!body) return core::refuse(body.error());
    auto user_id = read_text(*body, "userId", kLongestUserId);
    if (!user_id) return core::refuse(user_id.error());
    auto locale = read_optional_text(*body, "locale", kLongestLocale);
    if (!locale) return core::refuse(locale.error());
    auto realm = read_optional_text(*body, "whr", kLongestRealm);
    if (!realm) return core::refuse(realm.error());
    return core::BeginAccountSignInCommand{std::move(*user_id), std::move(*locale), std::move(*realm),
                                           address_block(request.peer_address)};
}

}  // namespace

void add_account_sign_in(adapters::http::Router& router, const std::string& origin, core::Alarms& alarms,
                         core::BeginAccountSignIn& begin, core::AccountSignIn& sign_in) {
    router.add(
        "POST", "/account/v1/sign-in",
        paced(alarms, guarded_post(origin, [&begin](const Request& request, const Reply& reply) {
                  const auto command = read_command(request);
                  if (!command) {
                      reply(refusal_response(command.error(), request.id));
                      return;
                  }
                  begin.run(*command, [reply, id = request.id](const core::Answer<core::Ticket>& ticket) {
                      reply(ticket ? json_response(201, ticket_json(*ticket)) : refusal_response(ticket.error(), id));
                  });
              })));
    router.add("POST", "/account/v1/sign-in/{id}",
               guarded_post(origin, [&sign_in](const Request& request, const Reply& reply) {
                   auto sealed = read_sealed(request.body);
                   if (!sealed) {
                       reply(refusal_response(sealed.error(), request.id));
                       return;
                   }
                   const core::SignInCommand command{core::RequestId(std::string(request.path_value("id"))),
                                                     std::move(*sealed), address_block(request.peer_address),
                                                     account_token_of(request),
                                                     core::device_of(request.header("User-Agent"))};
                   sign_in.run(command, [reply, id = request.id](const core::Answer<core::NewAccountState>& opened) {
                       if (!opened) {
                           reply(refusal_response(opened.error(), id));
                           return;
                       }
                       auto response = json_response(200, account_state_json(opened->state));
                       response.headers.push_back(set_account_cookie(opened->token));
                       reply(std::move(response));
                   });
               }));
}

}  // namespace tilbage::tenant
