#include "connect/http_failure.h"

#include <algorithm>
#include <fmt/core.h>

namespace tilbage::connect {
namespace {

using adapters::curl::HttpFailure;
using base::ErrorCode;

constexpr std::size_t kQuoted = 300;

ErrorCode code_of(HttpFailure kind) {
    switch (kind) {
        case HttpFailure::invalid_request:
            return ErrorCode::invalid_argument;
        case HttpFailure::cannot_connect:
        case HttpFailure::connection_lost:
            return ErrorCode::unavailable;
        case HttpFailure::untrusted_certificate:
        case HttpFailure::wrong_host_name:
            return ErrorCode::untrusted;
        case HttpFailure::timeout:
            return ErrorCode::timeout;
        case HttpFailure::too_large:
            return ErrorCode::corrupt;
    }
    return ErrorCode::internal;
}

ErrorCode code_of(unsigned status) {
    if (status == 401 || status == 403) return ErrorCode::permission_denied;
    if (status == 404) return ErrorCode::not_found;
    if (status == 409) return ErrorCode::conflict;
    if (status == 429 || status >= 500) return ErrorCode::unavailable;
    return ErrorCode::invalid_argument;
}

// Enough of an error's body for a log, in one line.
std::string quote(std::string_view body) {
    std::string text(body.substr(0, kQuoted));
    std::ranges::replace_if(text, [](unsigned char c) { return c < ' ' || c > '~'; }, ' ');
    return text;
}

}  // namespace

base::Error to_error(const adapters::curl::HttpError& error) { return {code_of(error.kind), error.message}; }

base::Error refused_by_tenant(std::string_view doing_what, const adapters::curl::HttpResponse& response,
                              std::string_view who) {
    return {code_of(response.status),
            fmt::format("{}: {} answered {} {}", doing_what, who, response.status, quote(response.body))};
}

}  // namespace tilbage::connect
