#include "tenant/http/cross_origin.h"

namespace tilbage::tenant {

namespace http = adapters::http;

http::Handler open_to_pages(http::Handler handler) {
    return [handler = std::move(handler)](http::Request request, const http::Reply& reply) {
        handler(std::move(request), http::Reply([reply](http::Response response) {
                    response.headers.push_back({"Access-Control-Allow-Origin", "*"});
                    reply(std::move(response));
                }));
    };
}

void add_preflight(http::Router& router, const std::string& path) {
    router.add("OPTIONS", path, [](const http::Request&, const http::Reply& reply) {
        constexpr unsigned kNoContent = 204;
        http::Response response;
        response.status = kNoContent;
        response.headers = {{"Access-Control-Allow-Origin", "*"},
                            {"Access-Control-Allow-Methods", "GET, POST"},
                            {"Access-Control-Allow-Headers", "authorization, content-type"},
                            {"Access-Control-Max-Age", "600"}};
        reply(std::move(response));
    });
}

}  // namespace tilbage::tenant
