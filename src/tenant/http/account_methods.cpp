#include "tenant/http/account_methods.h"

#include "tenant/http/account_cookie.h"
#include "tenant/http/account_state_json.h"
#include "tenant/http/guarded_call.h"
#include "tenant/http/json.h"
#include "tenant/http/method_json.h"
#include "tenant/http/refusal_response.h"

namespace tilbage::tenant {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using adapters::http::Request;
using adapters::http::Response;

constexpr std::size_t kLongestKind = 32;
constexpr std::size_t kLongestToken = 128;

Response no_content() {
    constexpr unsigned kNoContent = 204;
    Response response;
    response.status = kNoContent;
    return response;
}

core::Answer<json::object> begin(core::BeginRegistration& use_case, const Request& request) {
    const auto body = read_object(request.body);
    if (!body) return core::refuse(body.error());
    const auto kind = read_text(*body, "kind", kLongestKind);
    if (!kind) return core::refuse(kind.error());
    const auto asked = read_registration(*body);
    if (!asked) return core::refuse(asked.error());
    const auto begun = use_case.run(account_token_of(request), *kind, *asked);
    if (!begun) return core::refuse(begun.error());
    return begun_json(*begun);
}

core::Answer<std::string> confirm(core::ConfirmRegistration& use_case, const Request& request) {
    const auto body = read_object(request.body);
    if (!body) return core::refuse(body.error());
    auto proof = read_registration_proof(*body);
    if (!proof) return core::refuse(proof.error());
    return use_case.run({account_token_of(request), std::string(request.path_value("id")), std::move(*proof)});
}

core::Answer<core::AccountState> answer_interrupt(core::AnswerInterrupt& use_case, const Request& request) {
    const auto body = read_object(request.body);
    if (!body) return core::refuse(body.error());
    const auto said = read_text(*body, "answer", kLongestKind);
    if (!said) return core::refuse(said.error());
    if (*said == "not_now") return use_case.not_now(account_token_of(request));
    if (*said == "still_right") return use_case.still_right(account_token_of(request));
    return core::refuse(core::RefusalCode::malformed);
}

core::Answer<void> report(core::ReportChange& use_case, const Request& request) {
    const auto body = read_object(request.body);
    if (!body) return core::refuse(body.error());
    const auto token = read_text(*body, "token", kLongestToken);
    if (!token) return core::refuse(token.error());
    return use_case.run(*token);
}

}  // namespace

void add_account_methods(adapters::http::Router& router, const std::string& origin, SecurityInfoCalls calls,
                         const std::function<void()>& queued) {
    router.add("GET", "/account/v1/methods", [calls](const Request& request, const Reply& reply) {
        const auto listed = calls.list.run(account_token_of(request));
        reply(listed ? json_response(200, methods_json(*listed)) : refusal_response(listed.error(), request.id));
    });
    router.add("POST", "/account/v1/methods",
               guarded_post(origin, [calls, queued](const Request& request, const Reply& reply) {
                   const auto begun = begin(calls.begin, request);
                   queued();
                   reply(begun ? json_response(201, *begun) : refusal_response(begun.error(), request.id));
               }));
    router.add("POST", "/account/v1/methods/{id}/confirmation",
               guarded_post(origin, [calls, queued](const Request& request, const Reply& reply) {
                   const auto id = confirm(calls.confirm, request);
                   queued();
                   reply(id ? json_response(200, {{"id", *id}}) : refusal_response(id.error(), request.id));
               }));
    router.add("DELETE", "/account/v1/methods/{id}",
               guarded_delete(origin, [calls, queued](const Request& request, const Reply& reply) {
                   const auto removed =
                       calls.remove.run(account_token_of(request), std::string(request.path_value("id")));
                   queued();
                   reply(removed ? no_content() : refusal_response(removed.error(), request.id));
               }));
    router.add(
        "POST", "/account/v1/session/interrupt",
        guarded_post(origin, [calls](const Request& request, const Reply& reply) {
            const auto state = answer_interrupt(calls.interrupt, request);
            reply(state ? json_response(200, account_state_json(*state)) : refusal_response(state.error(), request.id));
        }));
    router.add("POST", "/account/v1/not-me",
               guarded_post(origin, [calls, queued](const Request& request, const Reply& reply) {
                   const auto done = report(calls.report, request);
                   queued();
                   reply(done ? no_content() : refusal_response(done.error(), request.id));
               }));
}

}  // namespace tilbage::tenant
