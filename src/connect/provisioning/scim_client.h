// Calls to the tenant's SCIM service with the agent's token (docs/protocol.md §7).
#pragma once

#include <string>
#include <string_view>

#include "adapters/curl/http_client.h"
#include "base/result.h"
#include "connect/token_source.h"

namespace tilbage::connect {

// One thread. `tokens` must outlive it.
class ScimClient {
public:
    ScimClient(adapters::curl::HttpClientOptions http, const std::string& tenant_url, TokenSource& tokens)
        : http_(std::move(http)), base_url_(tenant_url + "/scim/v2"), tokens_(tokens) {}

    // The body of a 2xx answer. A token that the tenant refuses is replaced once. Other answers: refused_by_tenant.
    base::Result<std::string> call(std::string_view method, const std::string& path, const std::string& body);

private:
    adapters::curl::HttpClient http_;
    const std::string base_url_;
    TokenSource& tokens_;
};

}  // namespace tilbage::connect
