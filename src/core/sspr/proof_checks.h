// Codes from an app, from paper and from the helpdesk, and answers to questions.
#pragma once

#include "base/secret.h"
#include "core/ports/authentication_method_store.h"
#include "core/ports/password_hasher.h"
#include "core/ports/totp.h"
#include "core/sspr/proof_check.h"

namespace tilbage::core {

// RFC 6238; a time step serves once (§5.2).
class AuthenticatorCheck final : public ProofCheck {
public:
    // `key` opens the secrets. All outlive this object.
    AuthenticatorCheck(AuthenticationMethodStore& methods, const Totp& totp, const base::SecretBytes& key)
        : methods_(methods), totp_(totp), key_(key) {}
    [[nodiscard]] MethodKind kind() const override { return MethodKind::authenticator_app; }
    [[nodiscard]] base::Result<ProofVerdict> check(const ProofRequest& request) override;

private:
    AuthenticationMethodStore& methods_;
    const Totp& totp_;
    const base::SecretBytes& key_;
};

// Each of them serves once.
class RecoveryCodeCheck final : public ProofCheck {
public:
    RecoveryCodeCheck(AuthenticationMethodStore& methods, const base::SecretBytes& key)
        : methods_(methods), key_(key) {}
    [[nodiscard]] MethodKind kind() const override { return MethodKind::recovery_code; }
    [[nodiscard]] base::Result<ProofVerdict> check(const ProofRequest& request) override;

private:
    AuthenticationMethodStore& methods_;
    const base::SecretBytes& key_;
};

// Gone once it has served.
class TemporaryAccessCodeCheck final : public ProofCheck {
public:
    TemporaryAccessCodeCheck(AuthenticationMethodStore& methods, const base::SecretBytes& key)
        : methods_(methods), key_(key) {}
    [[nodiscard]] MethodKind kind() const override { return MethodKind::temporary_access_code; }
    [[nodiscard]] base::Result<ProofVerdict> check(const ProofRequest& request) override;

private:
    AuthenticationMethodStore& methods_;
    const base::SecretBytes& key_;
};

// All answers are right or nothing is said about any. Each answer is a slow hash of its own, because any of the
// registered ones may be drawn: one hash over a set would have to be made for every set, and fewer bits of guessing
// would be left to who has the store. The cost stays bounded: as many as were asked (five at most), for a decoy as
// many, outside of transactions, two at once in the whole tenant (the hasher), and five wrong sets an hour for one
// person.
class SecurityQuestionsCheck final : public ProofCheck {
public:
    explicit SecurityQuestionsCheck(PasswordHasher& hasher) : hasher_(hasher) {}
    [[nodiscard]] MethodKind kind() const override { return MethodKind::security_questions; }
    [[nodiscard]] base::Result<ProofVerdict> check(const ProofRequest& request) override;
    [[nodiscard]] bool slow() const override { return true; }

private:
    PasswordHasher& hasher_;
};

}  // namespace tilbage::core
