#include "tenant/http/account_page.h"

#include "tenant/http/json.h"

namespace tilbage::tenant {
namespace {

using adapters::http::Reply;
using adapters::http::Request;

constexpr std::string_view kFolder = "/account";

}  // namespace

void add_account_page(adapters::http::Router& router, const adapters::http::StaticFiles& files) {
    const auto serve = [&files](const Request& request, std::string_view path, const Reply& reply) {
        auto found = files.serve(request, path);
        reply(found ? std::move(*found) : error_response(404, "not_found", "There is nothing at this address."));
    };
    const auto page = [serve](const Request& request, const Reply& reply) { serve(request, "/index.html", reply); };
    for (const auto* const address : {"/account", "/account/"}) router.add("GET", address, page);
    router.add("GET", "/account/assets/{file}", [serve](const Request& request, const Reply& reply) {
        serve(request, std::string_view(request.path).substr(kFolder.size()), reply);
    });
}

}  // namespace tilbage::tenant
