// The signature by which a provider knows that a call is ours: Standard Webhooks 1.0 (symmetric, v1), for which there
// are libraries in every language.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/curl/http_client.h"
#include "base/clock.h"
#include "base/secret.h"

namespace tilbage::tenant {

// The key of "whsec_" and Base64. Empty: not one of 24 to 64 bytes.
[[nodiscard]] base::SecretBytes webhook_key(const base::SecretBytes& text);

// webhook-id (the same at every attempt: the key to recognise a repetition by), webhook-timestamp, and with a key
// webhook-signature: HMAC-SHA-256 of "id.timestamp.body".
[[nodiscard]] std::vector<adapters::curl::HttpHeader> webhook_headers(const base::SecretBytes& key,
                                                                      const std::string& id, std::string_view body,
                                                                      base::TimePoint now);

}  // namespace tilbage::tenant
