// Sends a one-time code by the method that the person chose; an older one dies.
#pragma once

#include <string>

#include "core/sspr/session_in_force.h"

namespace tilbage::core {

struct SendCommand {
    std::string session_token;
    std::string method;
    std::string number = {};  // the whole number, as typed, of the mobile phone
};

struct SentCode {
    base::TimePoint expires_at;
    std::chrono::seconds resend_after{0};
};

class SendCode {
public:
    SendCode(ResetPorts ports, ResetMeans means) : ports_(ports), means_(means), desk_(ports, means) {}
    // Refusals: session_missing, wrong_step (no intent yet, proven already), malformed (nobody gets codes by this
    // here), number_wrong, too_many_attempts, writeback_disabled, busy.
    [[nodiscard]] Answer<SentCode> run(const SendCommand& command);

private:
    [[nodiscard]] Answer<SentCode> send(const SendCommand& command, CodeSender& sender);
    [[nodiscard]] Answer<void> count(MethodKind kind, const std::string& key);
    [[nodiscard]] Answer<void> check_number(const SessionInForce& in_force, const std::string& typed);

    ResetPorts ports_;
    ResetMeans means_;
    SessionDesk desk_;
};

}  // namespace tilbage::core
