// POST /connect/v1/sync with the agent's token.
#pragma once

#include <string>

#include "adapters/curl/http_client.h"
#include "base/result.h"
#include "connect/token_source.h"

namespace tilbage::connect {

// One thread. `tokens` outlives it. Its own time limits are short: a lease is waiting.
class CheckInClient {
public:
    CheckInClient(adapters::curl::HttpClientOptions http, const std::string& tenant_url, TokenSource& tokens);

    // The body of a 200 answer. A token that the tenant refuses is replaced once. Errors as refused_by_tenant().
    [[nodiscard]] base::Result<std::string> post(const std::string& body);

private:
    adapters::curl::HttpClient http_;
    const std::string url_;
    TokenSource& tokens_;
};

}  // namespace tilbage::connect
