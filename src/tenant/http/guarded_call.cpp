#include "tenant/http/guarded_call.h"

#include "tenant/http/json.h"

namespace tilbage::tenant {
namespace {

using adapters::http::Handler;
using adapters::http::Reply;
using adapters::http::Request;
using adapters::http::Response;

std::optional<Response> refuse_origin(const Request& request, const std::string& origin) {
    const auto from = request.header("Origin");
    if (from.empty() || from == origin) return std::nullopt;
    return error_response(403, "wrong_origin", "The call does not come from this tenant's page.");
}

std::optional<Response> refuse_post(const Request& request, const std::string& origin) {
    if (auto refused = refuse_origin(request, origin)) return refused;
    if (request.media_type() != "application/json") {
        return error_response(415, "wrong_media_type", "The body must be application/json.");
    }
    return std::nullopt;
}

Handler guarded(std::string origin, Handler handler,
                std::optional<Response> (*refuse)(const Request&, const std::string&)) {
    return [origin = std::move(origin), handler = std::move(handler), refuse](Request request, const Reply& reply) {
        if (auto refused = refuse(request, origin)) {
            reply(std::move(*refused));
            return;
        }
        handler(std::move(request), reply);
    };
}

}  // namespace

Handler guarded_post(std::string origin, Handler handler) {
    return guarded(std::move(origin), std::move(handler), refuse_post);
}

Handler guarded_delete(std::string origin, Handler handler) {
    return guarded(std::move(origin), std::move(handler), refuse_origin);
}

}  // namespace tilbage::tenant
