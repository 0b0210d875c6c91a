// Access tokens for the relay and for provisioning, by a signed assertion (RFC 7523 §2.2, docs/protocol.md §5).
#pragma once

#include <mutex>
#include <string>

#include "adapters/curl/http_client.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "connect/state/identity.h"
#include "crypto/ec_key.h"

namespace tilbage::connect {

// Any thread. A token is used again until a minute before its end.
class TokenSource {
public:
    TokenSource(adapters::curl::HttpClientOptions http, std::string tenant_url, Identity identity,
                crypto::EcKey signing_key, const base::Clock& clock, base::Random& random);

    // unavailable: the tenant does not answer. permission_denied: it knows this agent no more. untrusted: its
    // certificate.
    [[nodiscard]] base::Result<std::string> get();
    // The tenant refused `token`: the next get() asks for a new one.
    void discard(const std::string& token);

private:
    base::Result<std::string> request();

    const std::string endpoint_;
    const Identity identity_;
    const crypto::EcKey signing_key_;
    const base::Clock& clock_;
    base::Random& random_;
    std::mutex mutex_;  // of the rest, and held while asking: one asks for all
    adapters::curl::HttpClient http_;
    std::string token_;
    base::TimePoint useful_until_;
};

}  // namespace tilbage::connect
