// Kinds that are proven by a code which is sent to them.
#pragma once

#include "base/random.h"
#include "base/secret.h"
#include "core/ports/person_store.h"
#include "core/security_info/method_registrar.h"
#include "core/sspr/code_sender.h"

namespace tilbage::core {

class CodeRegistrar : public MethodRegistrar {
public:
    // `key` makes the codes' HMACs. All outlive this object.
    CodeRegistrar(CodeSender& sender, base::Random& random, const base::SecretBytes& key)
        : sender_(sender), random_(random), key_(key) {}
    [[nodiscard]] MethodKind kind() const override { return sender_.kind(); }
    [[nodiscard]] Answer<BegunMethod> begin(const Registrant& who, const RegistrationRequest& request) final;
    [[nodiscard]] Answer<MethodData> confirm(const Registrant& who, const Registration& pending,
                                             const RegistrationProof& proof) final;

protected:
    struct Destination {
        MethodData data;
        std::string to;  // as the sender takes it
    };
    // What was typed, as it is to be registered. destination_refused: nothing of ours may go there.
    [[nodiscard]] virtual Answer<Destination> read(const Registrant& who, const std::string& typed) const = 0;

private:
    CodeSender& sender_;
    base::Random& random_;
    const base::SecretBytes& key_;
};

// An address that is not of the organisation: its mailboxes are what somebody who is locked out cannot read.
class EmailRegistrar final : public CodeRegistrar {
public:
    EmailRegistrar(CodeSender& sender, TenantStore& tenants, base::Random& random, const base::SecretBytes& key)
        : CodeRegistrar(sender, random, key), tenants_(tenants) {}

protected:
    [[nodiscard]] Answer<Destination> read(const Registrant& who, const std::string& typed) const override;

private:
    TenantStore& tenants_;
};

}  // namespace tilbage::core
