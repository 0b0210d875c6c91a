// A sheet of recovery codes: shown once, and a method once the person says that they have kept them.
#pragma once

#include "base/random.h"
#include "base/secret.h"
#include "core/security_info/method_registrar.h"

namespace tilbage::core {

class RecoveryCodesRegistrar final : public MethodRegistrar {
public:
    // `key` makes the codes' HMACs. Both outlive this object.
    RecoveryCodesRegistrar(base::Random& random, const base::SecretBytes& key) : random_(random), key_(key) {}
    [[nodiscard]] MethodKind kind() const override { return MethodKind::recovery_code; }
    [[nodiscard]] Answer<BegunMethod> begin(const Registrant& who, const RegistrationRequest& request) override;
    [[nodiscard]] Answer<MethodData> confirm(const Registrant& who, const Registration& pending,
                                             const RegistrationProof& proof) override;

private:
    base::Random& random_;
    const base::SecretBytes& key_;
};

}  // namespace tilbage::core
