// A passkey that signs the challenge of this session.
#pragma once

#include "core/ports/authentication_method_store.h"
#include "core/ports/passkeys.h"
#include "core/sspr/proof_check.h"

namespace tilbage::core {

class PasskeyCheck final : public ProofCheck {
public:
    // Both outlive this object.
    PasskeyCheck(AuthenticationMethodStore& methods, const Passkeys& passkeys)
        : methods_(methods), passkeys_(passkeys) {}
    [[nodiscard]] MethodKind kind() const override { return MethodKind::passkey; }
    // Wrong also when the signature counter did not grow: there may be two of this passkey.
    [[nodiscard]] base::Result<ProofVerdict> check(const ProofRequest& request) override;

private:
    AuthenticationMethodStore& methods_;
    const Passkeys& passkeys_;
};

}  // namespace tilbage::core
