#include "connect/provisioning/scim_client.h"

#include <charconv>

#include "connect/http_failure.h"

namespace tilbage::connect {
namespace {

constexpr unsigned kUnauthorized = 401;
constexpr std::string_view kMediaType = "application/scim+json";  // RFC 7644 §3.1

std::optional<std::chrono::seconds> seconds_of(std::string_view text) {
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    // Fractions are allowed by some services, and mean a little more.
    if (error != std::errc() || seconds < 0 || (end != text.data() + text.size() && *end != '.')) return std::nullopt;
    return std::chrono::seconds(seconds + (end == text.data() + text.size() ? 0 : 1));
}

}  // namespace

bool ScimAnswer::is_not_now() const noexcept {
    return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

base::Result<ScimAnswer> ScimClient::send(std::string_view method, const std::string& path, const std::string& body) {
    for (bool again = false;; again = true) {
        const auto token = tokens_.get();
        if (!token) return base::fail(token.error());
        adapters::curl::HttpRequest request{
            .method = std::string(method),
            .url = url_ + path,
            .headers = {{"Authorization", "Bearer " + *token}, {"Accept", std::string(kMediaType)}},
            .body = body};
        if (!body.empty()) request.headers.push_back({"Content-Type", std::string(kMediaType)});
        auto answer = http_.send(request);
        if (!answer) return base::fail(to_error(answer.error()));
        if (answer->status == kUnauthorized && !again) {
            tokens_.discard(*token);
            continue;
        }
        std::string revision(answer->header("Tilbage-Revision"));
        const auto retry_after = seconds_of(answer->header("Retry-After"));
        return ScimAnswer{.status = answer->status,
                          .body = std::move(answer->body),
                          .revision = std::move(revision),
                          .retry_after = retry_after};
    }
}

base::Error ScimClient::refused(std::string_view doing_what, const ScimAnswer& answer, std::string_view who) {
    return refused_by_tenant(doing_what, {.status = answer.status, .headers = {}, .body = answer.body}, who);
}

}  // namespace tilbage::connect
