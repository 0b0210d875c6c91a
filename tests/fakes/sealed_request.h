// Requests as a tenant makes them, sealed as the page seals.
#pragma once

#include <map>
#include <string_view>

#include "core/ports/sealing_keys.h"
#include "core/writeback/password_envelope.h"
#include "core/writeback/request.h"
#include "core/writeback/seal_binding.h"

namespace tilbage::fakes {

class OneSealingKey final : public core::SealingKeys {
public:
    [[nodiscard]] std::optional<crypto::EcKey> find(std::string_view kid) const override {
        if (kid != key.jwk().thumbprint()) return std::nullopt;
        return key;
    }
    crypto::EcKey key = crypto::EcKey::generate().value();
};

inline std::string seal(const crypto::EcKey& key, const core::Binding& binding, std::string_view next,
                        std::string_view current = {}) {
    const core::PasswordPair passwords{.current = base::SecretBytes::copy_of(current),
                                       .next = base::SecretBytes::copy_of(next)};
    return crypto::seal_jwe(key, core::claims_of(binding), core::write_envelope(passwords).value()).value();
}

// Issued at `now`, with 30 s to go.
inline core::Request make_request(const core::SourceAnchor& anchor, core::Kind kind, base::TimePoint now,
                                  int number = 1) {
    core::Request request;
    auto id = std::to_string(100'000'000'000 + number);
    request.binding = {.request_id = core::RequestId("00000000-0000-4000-8000-" + id),
                       .tenant_id = core::TenantId("0b8e7d16-2f43-4c59-9a7e-d15c60f2b384"),
                       .source_anchor = anchor,
                       .kind = kind,
                       .issued_at = base::to_seconds(now),
                       .expires_at = base::to_seconds(now) + 120};
    request.deadline = now + std::chrono::seconds(30);
    request.first_sent_at = now;
    return request;
}

}  // namespace tilbage::fakes
