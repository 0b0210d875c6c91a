#include "core/security_info/authenticator_registrar.h"

#include <algorithm>

#include "core/account/limits.h"
#include "core/methods/authenticator_secret.h"
#include "crypto/secret_box.h"

namespace tilbage::core {

int AuthenticatorRegistrar::at_most() const { return account_limits::kAuthenticatorApps; }

Answer<BegunMethod> AuthenticatorRegistrar::begin(const Registrant& who, const RegistrationRequest& /*request*/) {
    base::SecretBytes secret(kAuthenticatorSecretBytes);
    random_.fill(secret.open_mutable());
    auto sealed = crypto::seal_secret(key_, kAuthenticatorPurpose, authenticator_owner(who.person.id, who.method_id),
                                      secret, random_);
    if (!sealed) return refuse(sealed.error());
    BegunMethod begun{.data = AuthenticatorAppMethod{std::move(*sealed), 0}, .code = std::nullopt};
    begun.shown.app_secret = totp_.to_base32(secret);
    return begun;
}

Answer<MethodData> AuthenticatorRegistrar::confirm(const Registrant& who, const Registration& pending,
                                                   const RegistrationProof& proof) {
    auto app = std::get<AuthenticatorAppMethod>(pending.method.data);
    const auto secret = crypto::open_secret(key_, kAuthenticatorPurpose,
                                            authenticator_owner(who.person.id, who.method_id), app.sealed_secret);
    if (!secret) return refuse(secret.error());
    std::string code;
    std::ranges::copy_if(proof.code, std::back_inserter(code), [](char c) { return c != ' ' && c != '\t'; });
    const auto step = totp_.step_of(*secret, code, who.now);
    if (!step) return refuse(RefusalCode::code_wrong);
    app.last_step = *step;
    return app;
}

}  // namespace tilbage::core
