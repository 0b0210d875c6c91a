#include "tenant/http/guarded_call.h"

#include "tenant/http/json.h"

namespace tilbage::tenant {
namespace {

std::optional<adapters::http::Response> refuse_post(const adapters::http::Request& request, const std::string& origin) {
    const auto from = request.header("Origin");
    if (!from.empty() && from != origin) {
        return error_response(403, "wrong_origin", "The call does not come from this tenant's page.");
    }
    if (request.media_type() != "application/json") {
        return error_response(415, "wrong_media_type", "The body must be application/json.");
    }
    return std::nullopt;
}

}  // namespace

adapters::http::Handler guarded_post(std::string origin, adapters::http::Handler handler) {
    return [origin = std::move(origin), handler = std::move(handler)](adapters::http::Request request,
                                                                      const adapters::http::Reply& reply) {
        if (auto refused = refuse_post(request, origin)) {
            reply(std::move(*refused));
            return;
        }
        handler(std::move(request), reply);
    };
}

}  // namespace tilbage::tenant
