#include "tenant/text/webhook_provider.h"

#include "tenant/text/webhook_body.h"
#include "tenant/text/webhook_signature.h"

namespace tilbage::tenant {
namespace {

constexpr std::chrono::seconds kConnectTimeout{5};
constexpr std::chrono::seconds kTimeout{15};
constexpr std::size_t kAnswerLimit = std::size_t{64} * 1024;  // read and thrown away

adapters::curl::HttpClientOptions options_of(const WebhookConfig& config) {
    adapters::curl::HttpClientOptions options;
    options.ca_file = config.ca_file;
    options.connect_timeout = kConnectTimeout;
    options.timeout = kTimeout;
    options.body_limit = kAnswerLimit;
    options.fresh_connections = true;
    return options;
}

bool is_login_refused(unsigned status) { return status == 401 || status == 403; }

core::TextFate fate_of(unsigned status) {
    if (status >= 200 && status < 300) return core::TextFate::taken;
    const bool temporary = status == 408 || status == 425 || status == 429 || status >= 500;
    return temporary || is_login_refused(status) ? core::TextFate::not_taken : core::TextFate::refused;
}

}  // namespace

WebhookProvider::WebhookProvider(WebhookConfig config) : config_(std::move(config)), client_(options_of(config_)) {}

adapters::curl::HttpRequest WebhookProvider::request(const std::string& method) const {
    adapters::curl::HttpRequest request{.method = method, .url = config_.url, .headers = {}, .body = {}};
    if (!config_.authorization.empty()) {
        request.headers.push_back({"Authorization", std::string(config_.authorization.open_text())});
    }
    return request;
}

core::TextAnswer WebhookProvider::send(const core::OutgoingText& text, base::TimePoint now) {
    auto call = request("POST");
    call.body = webhook_body(config_.body, text, config_.sender);
    call.headers.push_back({"Content-Type", "application/json"});
    for (auto& header : webhook_headers(config_.signature_key, text.id, call.body, now)) {
        call.headers.push_back(std::move(header));
    }
    const auto answer = client_.send(call);
    if (!answer) {
        return {answer.error().was_sent ? core::TextFate::unknown : core::TextFate::not_taken, answer.error().message};
    }
    return {fate_of(answer->status), "the provider answered " + std::to_string(answer->status), answer->retry_after};
}

base::Result<void> WebhookProvider::probe() {
    const auto answer = client_.send(request("HEAD"));
    if (!answer) return base::fail(base::ErrorCode::unavailable, answer.error().message);
    if (is_login_refused(answer->status)) {
        return base::fail(base::ErrorCode::permission_denied,
                          "the provider answered " + std::to_string(answer->status) + "; look at authorization_file");
    }
    return {};
}

}  // namespace tilbage::tenant
