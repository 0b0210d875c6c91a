#include "core/sspr/ask_passkey.h"

#include "core/methods/passkey.h"
#include "core/sspr/step.h"

namespace tilbage::core {

Answer<std::string> AskPasskey::run(const std::string& session_token) {
    return in_one_step<std::string>(ports_.unit_of_work, [&]() -> Answer<std::string> {
        const auto in_force = desk_.open(session_token);
        if (!in_force) return refuse(in_force.error());
        const auto may = may_prove(in_force->session, MethodKind::passkey, in_force->rules);
        if (!may) return refuse(may.error());
        const SessionChallenge challenge{new_passkey_challenge(ports_.random), ports_.clock.now() + kPasskeyCeremony};
        const auto put = ports_.sessions.put_challenge(in_force->session.token, challenge);
        if (!put) return refuse(put.error());
        return passkeys_.request_options(challenge.bytes, credentials(*in_force));
    });
}

std::vector<base::Bytes> AskPasskey::credentials(const SessionInForce& in_force) const {
    auto decoys = decoy_passkeys(means_.key, in_force.session.counting_key);
    const auto* method = in_force.usable_of(MethodKind::passkey);
    if (method == nullptr || method->registered.empty()) return decoys;
    std::vector<base::Bytes> theirs;
    for (const auto& one : method->registered) theirs.push_back(std::get<PasskeyMethod>(one.data).credential_id);
    return theirs;
}

}  // namespace tilbage::core
