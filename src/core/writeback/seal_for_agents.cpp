#include "core/writeback/seal_for_agents.h"

#include "core/writeback/seal_binding.h"

namespace tilbage::core {

base::Result<std::vector<SealedFor>> seal_for_agents(const Binding& binding, const std::vector<SealingKey>& recipients,
                                                     base::SecretBytes password) {
    const PasswordPair passwords{.current = {}, .next = std::move(password)};
    const auto plaintext = write_envelope(passwords);
    if (!plaintext) return base::fail(plaintext.error());
    std::vector<SealedFor> sealed;
    for (const auto& recipient : recipients) {
        const auto key = crypto::EcKey::from_jwk(recipient.jwk);
        if (!key) return base::fail(base::ErrorCode::internal, "an agent's sealing key: " + key.error().message);
        auto jwe = crypto::seal_jwe(*key, claims_of(binding), *plaintext);
        if (!jwe) return base::fail(base::ErrorCode::internal, jwe.error().message);
        sealed.push_back({recipient.kid, std::move(*jwe)});
    }
    return sealed;
}

}  // namespace tilbage::core
