#include "core/security_info/passkey_registrar.h"

#include "core/account/limits.h"
#include "core/methods/passkey.h"

namespace tilbage::core {
namespace {

tl::unexpected<Refusal> wrong(std::string_view why) {
    Refusal refusal;
    refusal.code = RefusalCode::code_wrong;
    refusal.cause = why;
    return refuse(std::move(refusal));
}

}  // namespace

int PasskeyRegistrar::at_most() const { return account_limits::kPasskeys; }

Answer<BegunMethod> PasskeyRegistrar::begin(const Registrant& who, const RegistrationRequest& /*request*/) {
    PasskeyCreation creation{.challenge = new_passkey_challenge(random_),
                             .user_handle = passkey_user_handle(who.person.id),
                             .user_name = who.person.user_name,
                             .display_name = who.person.display_name,
                             .relying_party_name = who.tenant_name,
                             .exclude = {}};
    for (const auto& one : who.registered) {
        if (const auto* passkey = std::get_if<PasskeyMethod>(&one.data)) creation.exclude.push_back(*passkey);
    }
    BegunMethod begun{.data = PasskeyMethod{}, .code = std::nullopt, .challenge = creation.challenge};
    begun.shown.passkey_options = passkeys_.creation_options(creation);
    return begun;
}

Answer<MethodData> PasskeyRegistrar::confirm(const Registrant& who, const Registration& pending,
                                             const RegistrationProof& proof) {
    if (who.now - pending.method.created_at > kPasskeyCeremony) return refuse(RefusalCode::code_expired);
    auto passkey = passkeys_.check_attestation(proof.attestation, pending.challenge);
    if (!passkey) return wrong(to_string(passkey.error()));
    const auto taken = methods_.has_passkey(who.person.tenant_id, passkey->credential_id);
    if (!taken) return refuse(taken.error());
    if (*taken) return wrong("registered_already");
    return std::move(*passkey);
}

}  // namespace tilbage::core
