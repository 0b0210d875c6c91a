#include "core/methods/passkey.h"

#include <string>

#include "core/ports/passkeys.h"
#include "crypto/hash.h"

namespace tilbage::core {

base::Bytes new_passkey_challenge(base::Random& random) {
    base::Bytes challenge(kPasskeyChallengeBytes);
    random.fill(challenge);
    return challenge;
}

base::Bytes passkey_user_handle(const PersonId& person) {
    const auto digest = crypto::sha256("passkey user\n" + person.str());
    return {digest.begin(), digest.end()};
}

std::string_view to_string(PasskeyFault fault) {
    switch (fault) {
        case PasskeyFault::malformed:
            return "malformed";
        case PasskeyFault::type:
            return "type";
        case PasskeyFault::challenge:
            return "challenge";
        case PasskeyFault::origin:
            return "origin";
        case PasskeyFault::cross_origin:
            return "cross_origin";
        case PasskeyFault::relying_party:
            return "relying_party";
        case PasskeyFault::user_presence:
            return "user_presence";
        case PasskeyFault::user_verification:
            return "user_verification";
        case PasskeyFault::backup_state:
            return "backup_state";
        case PasskeyFault::algorithm:
            return "algorithm";
        case PasskeyFault::credential_id:
            return "credential_id";
        case PasskeyFault::attestation:
            return "attestation";
        case PasskeyFault::user_handle:
            return "user_handle";
        case PasskeyFault::signature:
            return "signature";
    }
    return {};
}

}  // namespace tilbage::core
