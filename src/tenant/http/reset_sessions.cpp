#include "tenant/http/reset_sessions.h"

#include <boost/json/array.hpp>

#include "core/sspr/limits.h"
#include "tenant/http/address_block.h"
#include "tenant/http/guarded_call.h"
#include "tenant/http/json.h"
#include "tenant/http/refusal_response.h"
#include "tenant/http/session_cookie.h"

namespace tilbage::tenant {
namespace {

namespace json = boost::json;

constexpr std::size_t kLongestUserId = 4096;  // longer than any that can be somebody's; those are simply unknown
constexpr std::size_t kLongestLocale = 64;
constexpr std::size_t kLongestRealm = 255;

core::Answer<core::StartSessionCommand> read_command(const adapters::http::Request& request) {
    const auto body = read_object(request.body);
    if (!body) return core::refuse(body.error());
    auto user_id = read_text(*body, "userId", kLongestUserId);
    if (!user_id) return core::refuse(user_id.error());
    auto locale = read_optional_text(*body, "locale", kLongestLocale);
    if (!locale) return core::refuse(locale.error());
    auto realm = read_optional_text(*body, "whr", kLongestRealm);
    if (!realm) return core::refuse(realm.error());
    return core::StartSessionCommand{std::move(*user_id), std::move(*locale), std::move(*realm),
                                     address_block(request.peer_address)};
}

json::object to_json(const core::StartedSession& started) {
    json::array intents{"reset"};
    if (started.unlock_offered) intents.emplace_back("unlock");
    json::array methods;
    for (const auto& method : started.methods) methods.push_back(json::object{{"id", method}});
    return {{"expiresAt", base::to_millis(started.expires_at)}, {"intents", intents}, {"methods", methods}};
}

}  // namespace

void add_reset_sessions(adapters::http::Router& router, const std::string& origin, core::StartSession& start_session) {
    router.add("POST", "/reset/v1/sessions",
               guarded_post(origin, [&start_session](const adapters::http::Request& request,
                                                     const adapters::http::Reply& reply) {
                   const auto command = read_command(request);
                   if (!command) {
                       reply(refusal_response(command.error(), request.id));
                       return;
                   }
                   const auto started = start_session.run(*command);
                   if (!started) {
                       reply(refusal_response(started.error(), request.id));
                       return;
                   }
                   auto response = json_response(201, to_json(*started));
                   response.headers.push_back(set_session_cookie(started->token, core::limits::kSessionLifetime));
                   reply(std::move(response));
               }));
}

}  // namespace tilbage::tenant
