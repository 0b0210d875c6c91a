#include "tenant/http/reset_logo.h"

#include "tenant/http/json.h"
#include "tenant/http/refusal_response.h"

namespace tilbage::tenant {

using adapters::http::Response;

std::string logo_path(const core::Customization& customization) {
    if (customization.logo_type.empty()) return {};
    return "/reset/logo/" + customization.logo_digest + (customization.logo_type == "image/png" ? ".png" : ".jpg");
}

void add_reset_logo(adapters::http::Router& router, core::PasswordResetPolicyStore& policies) {
    router.add("GET", "/reset/logo/{file}",
               [&policies](const adapters::http::Request& request, const adapters::http::Reply& reply) {
                   const auto file = request.path_value("file");
                   auto logo = policies.logo(std::string(file.substr(0, file.find('.'))));
                   if (!logo) {
                       reply(refusal_response(core::Refusal{.cause = logo.error().message}, request.id));
                       return;
                   }
                   if (!*logo) {
                       reply(error_response(404, "not_found", "There is nothing at this address."));
                       return;
                   }
                   Response response;
                   response.content_type = (*logo)->type;
                   response.body = std::move((*logo)->bytes);
                   // Whatever somebody makes of the bytes, they are a picture and run nothing.
                   response.headers = {{"Content-Security-Policy", "default-src 'none'; sandbox"},
                                       {"X-Content-Type-Options", "nosniff"},
                                       {"Cache-Control", "public, max-age=31536000, immutable"}};
                   reply(std::move(response));
               });
}

}  // namespace tilbage::tenant
