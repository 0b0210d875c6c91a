#include "tenant/http/device_code.h"

#include "adapters/http/url_encoding.h"
#include "tenant/http/address_block.h"
#include "tenant/http/oauth_response.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;

http::Response refused(const core::DeviceCodeRefusal& refusal, const http::Request& request) {
    using Code = core::DeviceCodeRefusal::Code;
    switch (refusal.code) {
        case Code::tenant_unknown:
            return oauth_error(400, "invalid_request", "There is no such tenant here.");
        case Code::invalid_client:
            return oauth_error(401, "invalid_client", "There is no such client for device codes.");
        case Code::invalid_scope:
            return oauth_error(400, "invalid_scope", "scope is too long.");
        case Code::too_many_attempts: {
            auto response = oauth_error(429, "slow_down", "Too many codes were asked for; try again later.");
            response.headers.push_back({"Retry-After", std::to_string(refusal.retry_after.count())});
            return response;
        }
        case Code::busy:
            break;
    }
    base::log(events::kStepFailed, {{"request", request.id}, {"error", refusal.cause}});
    return oauth_error(503, "temporarily_unavailable", "The store does not answer; try again later.");
}

http::Response begin(core::BeginDeviceCode& begin_device_code, const http::Request& request) {
    const auto form = read_form(request);
    if (!form) return oauth_error(400, "invalid_request", "The body must be a form.");
    const auto begun = begin_device_code.run({.tenant = std::string(request.path_value("tenant")),
                                              .client_id = only_value(*form, "client_id"),
                                              .scope = only_value(*form, "scope"),
                                              .address_block = address_block(request.peer_address)});
    if (!begun) return refused(begun.error(), request);
    return oauth_response({{"device_code", begun->device_code},
                           {"user_code", begun->user_code},
                           {"verification_uri", begun->verification_uri},
                           {"verification_uri_complete",
                            begun->verification_uri + "?user_code=" + http::percent_encode(begun->user_code)},
                           {"expires_in", begun->expires_in.count()},
                           {"interval", begun->interval.count()},
                           {"message", "Open " + begun->verification_uri + " in a browser and enter the code " +
                                           begun->user_code + "."}});
}

}  // namespace

void add_device_code(http::Router& router, core::BeginDeviceCode& begin_device_code) {
    router.add("POST", "/{tenant}/oauth2/v2.0/devicecode",
               [&begin_device_code](const http::Request& request, const http::Reply& reply) {
                   reply(begin(begin_device_code, request));
               });
}

}  // namespace tilbage::tenant
