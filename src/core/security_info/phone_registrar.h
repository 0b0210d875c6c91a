// A mobile phone, proven by a code in a text message.
#pragma once

#include "core/ports/attempt_counter.h"
#include "core/security_info/code_registrar.h"

namespace tilbage::core {

// Counts each text as text_limits.h has it.
class PhoneRegistrar final : public CodeRegistrar {
public:
    PhoneRegistrar(CodeSender& sender, AttemptCounter& attempts, base::Random& random, const base::SecretBytes& key)
        : CodeRegistrar(sender, random, key), attempts_(attempts), key_(key) {}

protected:
    [[nodiscard]] Answer<Destination> read(const Registrant& who, const std::string& typed) const override;

private:
    AttemptCounter& attempts_;
    const base::SecretBytes& key_;
};

}  // namespace tilbage::core
