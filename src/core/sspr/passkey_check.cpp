#include "core/sspr/passkey_check.h"

#include "core/methods/passkey.h"

namespace tilbage::core {
namespace {

ProofVerdict wrong(std::string_view why) { return {.right = false, .served = {}, .why = why}; }

const AuthenticationMethod* named(const UsableMethod* method, const base::Bytes& credential_id) {
    if (method == nullptr) return nullptr;
    for (const auto& one : method->registered) {
        if (std::get<PasskeyMethod>(one.data).credential_id == credential_id) return &one;
    }
    return nullptr;
}

}  // namespace

// Whoever it is, one signature is checked.
base::Result<ProofVerdict> PasskeyCheck::check(const ProofRequest& request) {
    const auto& response = request.proof.assertion;
    const auto* method = named(request.method, passkeys_.credential_id(response));
    const auto& passkey = method == nullptr ? passkeys_.decoy() : std::get<PasskeyMethod>(method->data);
    const auto person = request.session.person_id.value_or(PersonId("nobody"));
    const auto count = passkeys_.check_assertion(response, request.challenge, passkey_user_handle(person), passkey);
    if (!count) return wrong(to_string(count.error()));
    if (method == nullptr) return wrong(to_string(PasskeyFault::credential_id));
    const auto grown = methods_.raise_sign_count(method->id, *count);
    if (!grown) return base::fail(grown.error());
    if (!*grown) return wrong("sign_count");
    return ProofVerdict{.right = true, .served = method->id, .why = {}};
}

}  // namespace tilbage::core
