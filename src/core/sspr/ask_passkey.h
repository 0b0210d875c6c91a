// What a passkey is to sign: a fresh challenge of this session, and whose passkeys may sign it. For somebody who has
// none, and for nobody, made-up ones that stay the same.
#pragma once

#include <string>
#include <vector>

#include "core/ports/passkeys.h"
#include "core/sspr/session_in_force.h"

namespace tilbage::core {

class AskPasskey {
public:
    // `passkeys` outlives this object.
    AskPasskey(ResetPorts ports, ResetMeans means, const Passkeys& passkeys)
        : ports_(ports), means_(means), desk_(ports, means), passkeys_(passkeys) {}
    // WebAuthn's PublicKeyCredentialRequestOptionsJSON. An older challenge of the session serves no more. Refusals:
    // session_missing, wrong_step, malformed (no passkeys here), writeback_disabled, busy.
    [[nodiscard]] Answer<std::string> run(const std::string& session_token);

private:
    [[nodiscard]] std::vector<base::Bytes> credentials(const SessionInForce& in_force) const;

    ResetPorts ports_;
    ResetMeans means_;
    SessionDesk desk_;
    const Passkeys& passkeys_;
};

}  // namespace tilbage::core
