// A passkey: the browser makes one for a challenge, which serves once, right or wrong.
#pragma once

#include "base/random.h"
#include "core/ports/authentication_method_store.h"
#include "core/ports/passkeys.h"
#include "core/security_info/method_registrar.h"

namespace tilbage::core {

class PasskeyRegistrar final : public MethodRegistrar {
public:
    // All outlive this object.
    PasskeyRegistrar(const Passkeys& passkeys, AuthenticationMethodStore& methods, base::Random& random)
        : passkeys_(passkeys), methods_(methods), random_(random) {}
    [[nodiscard]] MethodKind kind() const override { return MethodKind::passkey; }
    [[nodiscard]] int at_most() const override;
    [[nodiscard]] int tries() const override { return 1; }
    [[nodiscard]] Answer<BegunMethod> begin(const Registrant& who, const RegistrationRequest& request) override;
    // code_wrong also for one that is registered already, whoever has it.
    [[nodiscard]] Answer<MethodData> confirm(const Registrant& who, const Registration& pending,
                                             const RegistrationProof& proof) override;

private:
    const Passkeys& passkeys_;
    AuthenticationMethodStore& methods_;
    base::Random& random_;
};

}  // namespace tilbage::core
