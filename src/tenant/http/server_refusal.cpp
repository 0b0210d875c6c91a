#include "tenant/http/server_refusal.h"

#include "tenant/http/json.h"
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

}  // namespace

void dress_server_refusal(adapters::http::Response& response) {
    auto dressed =
        error_response(response.status, code_of(response.status), adapters::http::reason_phrase(response.status));
    dressed.headers.insert(dressed.headers.end(), response.headers.begin(), response.headers.end());
    response = with_security_headers(std::move(dressed));
}

}  // namespace tilbage::tenant
