#include "connect/provisioning/scim_client.h"

#include <fmt/core.h>

#include "connect/http_failure.h"

namespace tilbage::connect {

base::Result<std::string> ScimClient::call(std::string_view method, const std::string& path, const std::string& body) {
    constexpr unsigned kUnauthorized = 401;
    for (bool again = false;; again = true) {
        const auto token = tokens_.get();
        if (!token) return base::fail(token.error());
        adapters::curl::HttpRequest request{
            .method = std::string(method),
            .url = base_url_ + path,
            .headers = {{"Authorization", "Bearer " + *token}, {"Accept", "application/scim+json"}},
            .body = body};
        if (!body.empty()) request.headers.push_back({"Content-Type", "application/scim+json"});
        auto answer = http_.send(request);
        if (!answer) return base::fail(to_error(answer.error()));
        if (answer->status == kUnauthorized && !again) {
            tokens_.discard(*token);
            continue;
        }
        if (answer->status / 100 != 2)
            return base::fail(refused_by_tenant(fmt::format("{} {}", method, path), *answer));
        return std::move(answer->body);
    }
}

}  // namespace tilbage::connect
