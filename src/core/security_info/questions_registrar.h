// Security questions: as many as the policy wants, chosen and answered.
#pragma once

#include "core/ports/password_hasher.h"
#include "core/security_info/method_registrar.h"

namespace tilbage::core {

class QuestionsRegistrar final : public MethodRegistrar {
public:
    explicit QuestionsRegistrar(PasswordHasher& hasher) : hasher_(hasher) {}
    [[nodiscard]] MethodKind kind() const override { return MethodKind::security_questions; }
    // Every question that the policy offers. kind_not_allowed: they are fewer than must be answered.
    [[nodiscard]] Answer<BegunMethod> begin(const Registrant& who, const RegistrationRequest& request) override;
    // answers_refused: not as many as must be, a question twice or not on offer, an answer twice, or one that is too
    // short or too long.
    [[nodiscard]] Answer<MethodData> confirm(const Registrant& who, const Registration& pending,
                                             const RegistrationProof& proof) override;

private:
    PasswordHasher& hasher_;
};

}  // namespace tilbage::core
