#include "tenant/http/signin_flows.h"

#include <functional>

#include "adapters/qrcode/svg.h"
#include "tenant/http/address_block.h"
#include "tenant/http/guarded_call.h"
#include "tenant/http/json.h"
#include "tenant/http/otpauth_uri.h"
#include "tenant/http/refusal_response.h"
#include "tenant/http/sign_in_cookies.h"
#include "tenant/http/signin_response.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;
namespace json = boost::json;

constexpr std::size_t kLongestUserName = 1024;
constexpr std::size_t kLongestPassword = 4096;
constexpr std::size_t kLongestCode = 64;

core::FlowKey key_of(const http::Request& request) {
    return {.flow = std::string(request.path_value("flow")), .browser = browser_of(request)};
}

http::Response answer(const core::SignInAnswer<core::MovedFlow>& moved, const http::Request& request) {
    return moved ? moved_response(*moved) : sign_in_refusal_response(moved.error(), request);
}

http::Response read_flow(const core::SignInPorts& ports, const http::Request& request) {
    const auto flow = core::open_flow(ports.flows, key_of(request), ports.clock.now());
    if (!flow) return sign_in_refusal_response(flow.error(), request);
    const auto state = core::state_of(ports, *flow);
    return state ? flow_response(*state) : sign_in_refusal_response(state.error(), request);
}

http::Response give_password(core::GivePassword& use_case, http::Request& request) {
    auto body = read_object(request.body);
    base::wipe(request.body.data(), request.body.size());
    if (!body) return refusal_response(body.error(), request.id);
    auto password = take_secret(*body, "password", kLongestPassword);
    if (!password) return refusal_response(password.error(), request.id);
    const auto user_name = read_text(*body, "userName", kLongestUserName);
    if (!user_name) return refusal_response(user_name.error(), request.id);
    return answer(use_case.run({.key = key_of(request),
                                .session = sign_in_session_of(request),
                                .user_name = *user_name,
                                .password = std::move(*password),
                                .address_block = address_block(request.peer_address)}),
                  request);
}

using GiveCode = core::SignInAnswer<core::MovedFlow> (core::SecondFactor::*)(const core::GiveCodeCommand&);

http::Response give_code(core::SecondFactor& second_factor, GiveCode give, const http::Request& request) {
    const auto body = read_object(request.body);
    if (!body) return refusal_response(body.error(), request.id);
    auto code = read_text(*body, "code", kLongestCode);
    if (!code) return refusal_response(code.error(), request.id);
    return answer((second_factor.*give)({.key = key_of(request),
                                         .session = sign_in_session_of(request),
                                         .code = std::move(*code),
                                         .address_block = address_block(request.peer_address)}),
                  request);
}

http::Response begin_enrolment(core::SecondFactor& second_factor, const http::Request& request) {
    const auto factor = second_factor.begin_enrolment(key_of(request));
    if (!factor) return sign_in_refusal_response(factor.error(), request);
    const auto uri =
        otpauth_uri({.issuer = factor->tenant_name, .account = factor->user_name, .secret = factor->secret});
    const auto qr = adapters::qrcode::to_svg(uri);
    if (!qr) return sign_in_refusal_response({core::SignInRefusalCode::busy, {}, qr.error().message}, request);
    return json_response(200, {{"secret", factor->secret}, {"uri", uri}, {"qr", *qr}});
}

http::Response answer_device(core::AllowDevice& allow_device, const http::Request& request) {
    const auto body = read_object(request.body);
    if (!body) return refusal_response(body.error(), request.id);
    const auto* allow = body->if_contains("allow");
    if (allow == nullptr || !allow->is_bool())
        return refusal_response({core::RefusalCode::malformed, 0, {}, {}}, request.id);
    return answer(allow_device.answer(key_of(request), allow->get_bool()), request);
}

http::Response enter_user_code(core::AllowDevice& allow_device, const http::Request& request) {
    const auto body = read_object(request.body);
    if (!body) return refusal_response(body.error(), request.id);
    auto code = read_text(*body, "userCode", kLongestCode);
    if (!code) return refusal_response(code.error(), request.id);
    const auto begun = allow_device.enter({.user_code = std::move(*code),
                                           .session = sign_in_session_of(request),
                                           .browser = browser_of(request),
                                           .address_block = address_block(request.peer_address)});
    if (!begun) return sign_in_refusal_response(begun.error(), request);
    auto response = json_response(200, {{"flow", begun->flow}});
    response.headers.push_back(set_browser_cookie(begun->browser));
    return response;
}

}  // namespace

void add_signin_flows(http::Router& router, const std::string& origin, const SignInSteps& steps) {
    using Call = std::function<http::Response(http::Request&)>;
    const auto post = [&](std::string_view path, Call call) {
        router.add("POST", path,
                   guarded_post(origin, [call = std::move(call)](http::Request request, const http::Reply& reply) {
                       reply(call(request));
                   }));
    };
    auto& password = steps.give_password;
    auto& factor = steps.second_factor;
    auto& device = steps.allow_device;
    router.add("GET", "/signin/v1/flows/{flow}",
               [ports = steps.ports](const http::Request& request, const http::Reply& reply) {
                   reply(read_flow(ports, request));
               });
    post("/signin/v1/flows/{flow}/password", [&password](auto& request) { return give_password(password, request); });
    post("/signin/v1/flows/{flow}/totp",
         [&factor](auto& request) { return give_code(factor, &core::SecondFactor::give, request); });
    post("/signin/v1/flows/{flow}/totp/enrolment",
         [&factor](auto& request) { return begin_enrolment(factor, request); });
    post("/signin/v1/flows/{flow}/totp/enrolment/confirmation",
         [&factor](auto& request) { return give_code(factor, &core::SecondFactor::confirm_enrolment, request); });
    post("/signin/v1/flows/{flow}/consent", [&device](auto& request) { return answer_device(device, request); });
    post("/signin/v1/device", [&device](auto& request) { return enter_user_code(device, request); });
}

}  // namespace tilbage::tenant
