#include "connect/sync/check_in_client.h"

#include <algorithm>

#include "connect/http_failure.h"
#include "wire/sync_check_in.h"

namespace tilbage::connect {
namespace {

constexpr std::chrono::milliseconds kConnectTimeout{3'000};
constexpr std::chrono::milliseconds kTimeout{8'000};

adapters::curl::HttpClientOptions hurried(adapters::curl::HttpClientOptions options) {
    options.connect_timeout = std::min(options.connect_timeout, kConnectTimeout);
    options.timeout = std::min(options.timeout, kTimeout);
    return options;
}

}  // namespace

CheckInClient::CheckInClient(adapters::curl::HttpClientOptions http, const std::string& tenant_url, TokenSource& tokens)
    : http_(hurried(std::move(http))), url_(tenant_url + std::string(wire::kSyncCheckInPath)), tokens_(tokens) {}

base::Result<std::string> CheckInClient::post(const std::string& body) {
    constexpr unsigned kUnauthorized = 401;
    for (bool again = false;; again = true) {
        const auto token = tokens_.get();
        if (!token) return base::fail(token.error());
        auto answer = http_.send({.method = "POST",
                                  .url = url_,
                                  .headers = {{"Authorization", "Bearer " + *token},
                                              {"Content-Type", "application/json"},
                                              {"Accept", "application/json"}},
                                  .body = body});
        if (!answer) return base::fail(to_error(answer.error()));
        if (answer->status == kUnauthorized && !again) {
            tokens_.discard(*token);
            continue;
        }
        if (answer->status != 200) return base::fail(refused_by_tenant("checking in", *answer));
        return std::move(answer->body);
    }
}

}  // namespace tilbage::connect
