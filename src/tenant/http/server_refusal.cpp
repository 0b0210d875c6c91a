#include "tenant/http/server_refusal.h"

#include "tenant/http/json.h"
#include "tenant/http/scim_access.h"
#include "tenant/http/security_headers.h"

namespace tilbage::tenant {
namespace {

std::string_view code_of(unsigned status) {
    switch (status) {
        case 413:
        case 431:
            return "too_large";
        case 503:
            return "busy";
        default:
            return "malformed";
    }
}

std::string detail_of(unsigned status) {
    switch (status) {
        case 413:
            return "The body is larger than this address takes.";
        case 431:
            return "The address and the headers are longer than this server takes.";
        case 503:
            return "The server has too much to do; nothing was changed. Try again later.";
        default:
            return std::string(adapters::http::reason_phrase(status));
    }
}

adapters::http::Response refusal_at(std::string_view path, unsigned status) {
    if (path == "/scim/v2" || path.starts_with("/scim/v2/"))
        return scim_error_response({status, {}, detail_of(status)});
    return error_response(status, code_of(status), adapters::http::reason_phrase(status));
}

}  // namespace

void dress_server_refusal(std::string_view path, adapters::http::Response& response) {
    auto dressed = refusal_at(path, response.status);
    dressed.headers.insert(dressed.headers.end(), response.headers.begin(), response.headers.end());
    response = with_security_headers(std::move(dressed));
}

}  // namespace tilbage::tenant
