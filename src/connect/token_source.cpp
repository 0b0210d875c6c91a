#include "connect/token_source.h"

#include <boost/json/parse.hpp>
#include <fmt/core.h>
#include <utility>

#include "connect/http_failure.h"
#include "crypto/jwt.h"
#include "wire/relay_fields.h"

namespace tilbage::connect {
namespace json = boost::json;
namespace {

constexpr std::chrono::minutes kAssertionLifetime{2};
constexpr std::chrono::seconds kSpare{60};
constexpr std::string_view kAssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";  // RFC 7523 §2.2

// application/x-www-form-urlencoded; everything that is not plainly safe is escaped.
std::string form_value(std::string_view text) {
    std::string value;
    for (const unsigned char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '.' || c == '_';
        value += plain ? std::string(1, static_cast<char>(c)) : fmt::format("%{:02X}", c);
    }
    return value;
}

}  // namespace

TokenSource::TokenSource(adapters::curl::HttpClientOptions http, std::string tenant_url, Identity identity,
                         crypto::EcKey signing_key, const base::Clock& clock, base::Random& random)
    : endpoint_(fmt::format("{}/{}/oauth2/v2.0/token", tenant_url, identity.tenant)),
      identity_(std::move(identity)),
      signing_key_(std::move(signing_key)),
      clock_(clock),
      random_(random),
      http_(std::move(http)) {}

base::Result<std::string> TokenSource::get() {
    std::lock_guard lock(mutex_);
    if (!token_.empty() && clock_.now() < useful_until_) return token_;
    return request();
}

void TokenSource::discard(const std::string& token) {
    std::lock_guard lock(mutex_);
    if (token_ == token) token_.clear();
}

base::Result<std::string> TokenSource::request() {
    token_.clear();
    const auto now = clock_.now();
    const auto assertion = crypto::sign_jwt(signing_key_, {.issuer = identity_.agent_id.str(),
                                                           .subject = identity_.agent_id.str(),
                                                           .audience = endpoint_,
                                                           .id = base::new_token(random_, 16),
                                                           .issued_at = base::to_seconds(now),
                                                           .expires_at = base::to_seconds(now + kAssertionLifetime)});
    if (!assertion) return base::fail(assertion.error());
    const auto answer =
        http_.send({.method = "POST",
                    .url = endpoint_,
                    .headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}},
                    .body = fmt::format(
                        "grant_type=client_credentials&client_id={}&client_assertion_type={}&client_assertion={}",
                        form_value(identity_.agent_id.str()), form_value(kAssertionType), form_value(*assertion))});
    if (!answer) return base::fail(to_error(answer.error()));
    if (answer->status != 200) return base::fail(refused_by_tenant("asking for an access token", *answer));

    boost::system::error_code code;
    const auto value = json::parse(answer->body, code);
    wire::FieldError error;
    if (code || !value.is_object())
        return base::fail(base::ErrorCode::corrupt, "the token endpoint's answer is not JSON");
    const wire::Fields fields(value.get_object(), error);
    auto token = fields.text("access_token", 4096);
    const auto lifetime = std::chrono::seconds(fields.number("expires_in", 1, 86'400));
    if (error.is_set()) return base::fail(base::ErrorCode::corrupt, "the token endpoint's answer: " + error.text());
    token_ = std::move(token);
    useful_until_ = now + lifetime - kSpare;
    return token_;
}

}  // namespace tilbage::connect
