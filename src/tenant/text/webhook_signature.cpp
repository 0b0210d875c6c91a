#include "tenant/text/webhook_signature.h"

#include "base/encoding.h"
#include "crypto/hash.h"

namespace tilbage::tenant {

base::SecretBytes webhook_key(const base::SecretBytes& text) {
    constexpr std::string_view kPrefix = "whsec_";
    constexpr std::size_t kShortest = 24;
    constexpr std::size_t kLongest = 64;
    auto given = text.open_text();
    if (given.starts_with(kPrefix)) given.remove_prefix(kPrefix.size());
    auto decoded = base::from_base64(given);
    if (!decoded || decoded->size() < kShortest || decoded->size() > kLongest) return {};
    auto key = base::SecretBytes::copy_of(std::span<const std::uint8_t>(*decoded));
    base::wipe(decoded->data(), decoded->size());
    return key;
}

std::vector<adapters::curl::HttpHeader> webhook_headers(const base::SecretBytes& key, const std::string& id,
                                                        std::string_view body, base::TimePoint now) {
    const auto timestamp = std::to_string(base::to_seconds(now));
    std::vector<adapters::curl::HttpHeader> headers{{"webhook-id", id}, {"webhook-timestamp", timestamp}};
    if (!key.empty()) {
        const auto signature = crypto::hmac_sha256(key, id + "." + timestamp + "." + std::string(body));
        headers.push_back({"webhook-signature", "v1," + base::to_base64(signature)});
    }
    return headers;
}

}  // namespace tilbage::tenant
