// Calls to a SCIM 2.0 service (RFC 7644 §3), the tenant's or another.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/curl/http_client.h"
#include "base/result.h"

namespace tilbage::connect {

// Where access tokens come from.
struct BearerTokens {
    std::function<base::Result<std::string>()> get;
    std::function<void(const std::string& token)> discard;  // the service refused this one
};

struct ScimAnswer {
    unsigned status = 0;
    std::string body = {};
    std::string revision = {};                             // Tilbage-Revision (docs/protocol.md §7), or empty
    std::optional<std::chrono::seconds> retry_after = {};  // Retry-After, when it is a number
    [[nodiscard]] bool ok() const noexcept { return status / 100 == 2; }
    // 429, 500, 502, 503, 504: the same call may be done later.
    [[nodiscard]] bool is_not_now() const noexcept;
};

// One thread at a time.
class ScimClient {
public:
    // `service_url`: "https://id.example.org/scim/v2".
    ScimClient(adapters::curl::HttpClientOptions http, std::string service_url, BearerTokens tokens)
        : http_(std::move(http)), url_(std::move(service_url)), tokens_(std::move(tokens)) {}

    // Whatever the service answers, but a token that it refuses is replaced once. Errors: no answer, no token.
    base::Result<ScimAnswer> send(std::string_view method, const std::string& path, const std::string& body = {});
    // What is wrong with an answer that is not the one hoped for, in the service's words.
    [[nodiscard]] static base::Error refused(std::string_view doing_what, const ScimAnswer& answer,
                                             std::string_view who = "the tenant");

private:
    adapters::curl::HttpClient http_;
    const std::string url_;
    const BearerTokens tokens_;
};

}  // namespace tilbage::connect
