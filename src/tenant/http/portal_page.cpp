#include "tenant/http/portal_page.h"

#include "tenant/http/json.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;

constexpr std::string_view kFolder = "/portal";
// The page chooses by the address what it shows; it has no deeper ones.
constexpr std::string_view kAddresses[] = {"/portal", "/portal/", "/portal/{a}", "/portal/{a}/{b}",
                                           "/portal/{a}/{b}/{c}"};

}  // namespace

void add_portal_page(http::Router& router, const http::NoncePage& page, const http::StaticFiles& files) {
    for (const auto address : kAddresses) {
        router.add("GET", address, [&page](const http::Request&, const http::Reply& reply) { reply(page.serve()); });
    }
    router.add("GET", "/portal/assets/{file}", [&files](const http::Request& request, const http::Reply& reply) {
        auto found = files.serve(request, std::string_view(request.path).substr(kFolder.size()));
        reply(found ? std::move(*found) : error_response(404, "not_found", "There is nothing at this address."));
    });
}

}  // namespace tilbage::tenant
