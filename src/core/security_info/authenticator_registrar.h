// An authenticator app: a fresh secret, which is a method once a first code of it was right.
#pragma once

#include "base/random.h"
#include "base/secret.h"
#include "core/ports/totp.h"
#include "core/security_info/method_registrar.h"

namespace tilbage::core {

class AuthenticatorRegistrar final : public MethodRegistrar {
public:
    // `key` seals the secrets. All outlive this object.
    AuthenticatorRegistrar(const Totp& totp, base::Random& random, const base::SecretBytes& key)
        : totp_(totp), random_(random), key_(key) {}
    [[nodiscard]] MethodKind kind() const override { return MethodKind::authenticator_app; }
    [[nodiscard]] int at_most() const override;
    [[nodiscard]] Answer<BegunMethod> begin(const Registrant& who, const RegistrationRequest& request) override;
    // The first code has served, then: it is not taken again (RFC 6238 §5.2).
    [[nodiscard]] Answer<MethodData> confirm(const Registrant& who, const Registration& pending,
                                             const RegistrationProof& proof) override;

private:
    const Totp& totp_;
    base::Random& random_;
    const base::SecretBytes& key_;
};

}  // namespace tilbage::core
