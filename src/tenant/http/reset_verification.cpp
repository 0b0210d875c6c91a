#include "tenant/http/reset_verification.h"

#include "tenant/http/guarded_call.h"
#include "tenant/http/json.h"
#include "tenant/http/refusal_response.h"
#include "tenant/http/session_cookie.h"

namespace tilbage::tenant {
namespace {

using adapters::http::Reply;
using adapters::http::Request;
using adapters::http::Response;

constexpr std::size_t kLongestMethod = 32;
constexpr std::size_t kLongestCode = 64;

core::Answer<core::SentCode> send(core::SendCode& send_code, const Request& request) {
    const auto body = read_object(request.body);
    if (!body) return core::refuse(body.error());
    const auto method = read_text(*body, "method", kLongestMethod);
    if (!method) return core::refuse(method.error());
    return send_code.run(session_token_of(request), *method);
}

core::Answer<core::VerifiedPerson> verify(core::VerifyCode& verify_code, const Request& request) {
    const auto body = read_object(request.body);
    if (!body) return core::refuse(body.error());
    auto method = read_text(*body, "method", kLongestMethod);
    if (!method) return core::refuse(method.error());
    auto code = read_text(*body, "code", kLongestCode);
    if (!code) return core::refuse(code.error());
    return verify_code.run({session_token_of(request), std::move(*method), std::move(*code)});
}

}  // namespace

void add_reset_codes(adapters::http::Router& router, const std::string& origin, core::SendCode& send_code,
                     std::function<void()> mail_queued) {
    router.add("POST", "/reset/v1/session/codes",
               guarded_post(origin, [&send_code, mail_queued = std::move(mail_queued)](const Request& request,
                                                                                       const Reply& reply) {
                   const auto sent = send(send_code, request);
                   if (sent) mail_queued();
                   reply(sent ? json_response(202, {{"expiresAt", base::to_millis(sent->expires_at)},
                                                    {"resendAfterSeconds", sent->resend_after.count()}})
                              : refusal_response(sent.error(), request.id));
               }));
}

void add_reset_verification(adapters::http::Router& router, const std::string& origin, core::VerifyCode& verify_code) {
    router.add("POST", "/reset/v1/session/verification",
               guarded_post(origin, [&verify_code](const Request& request, const Reply& reply) {
                   const auto verified = verify(verify_code, request);
                   reply(verified ? json_response(200, {{"step", "password"}, {"userId", verified->user_name}})
                                  : refusal_response(verified.error(), request.id));
               }));
}

}  // namespace tilbage::tenant
