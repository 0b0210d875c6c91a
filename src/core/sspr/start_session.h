// "Who are you?": begins a reset session for a known person, or a decoy that looks the same.
#pragma once

#include <string>

#include "core/sspr/proof_of_work.h"
#include "core/sspr/session_in_force.h"

namespace tilbage::core {

struct StartSessionCommand {
    std::string user_id;        // as typed
    std::string locale;         // the page's language, BCP 47
    std::string realm_hint;     // a domain, or empty
    std::string address_block;  // the client's network, for counting
    std::optional<WorkProof> proof = {};
};

struct StartedSession {
    std::string token;  // for the cookie; the store has only its digest
    SessionState state;
};

class StartSession {
public:
    StartSession(ResetPorts ports, ResetMeans means) : ports_(ports), means_(means), desk_(ports, means) {}
    // Refusals: user_id_missing, proof_needed, too_many_attempts, writeback_disabled (for everybody alike), busy.
    [[nodiscard]] Answer<StartedSession> run(const StartSessionCommand& command);

private:
    [[nodiscard]] Answer<StartedSession> start(const StartSessionCommand& command);

    [[nodiscard]] Answer<void> let_in(const StartSessionCommand& command);

    ResetPorts ports_;
    ResetMeans means_;
    SessionDesk desk_;
};

}  // namespace tilbage::core
