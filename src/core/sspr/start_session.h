// "Who are you?": begins a reset session for a known person, or a decoy that looks the same.
#pragma once

#include <string>

#include "core/sspr/refusal.h"
#include "core/sspr/reset_ports.h"
#include "core/sspr/verification_method.h"

namespace tilbage::core {

struct StartSessionCommand {
    std::string user_id;        // as typed
    std::string locale;         // the page's language, BCP 47
    std::string realm_hint;     // a domain, or empty
    std::string address_block;  // the client's network, for counting
};

struct StartedSession {
    std::string token;  // for the cookie; the store has only its digest
    base::TimePoint expires_at;
    bool unlock_offered = false;
    std::vector<std::string> methods;
};

class StartSession {
public:
    StartSession(ResetPorts ports, const VerificationMethods& methods) : ports_(ports), methods_(methods) {}
    // Refusals: user_id_missing, too_many_attempts, writeback_disabled (for everybody alike), busy.
    [[nodiscard]] Answer<StartedSession> run(const StartSessionCommand& command);

private:
    [[nodiscard]] Answer<StartedSession> start(const StartSessionCommand& command);

    ResetPorts ports_;
    const VerificationMethods& methods_;
};

}  // namespace tilbage::core
