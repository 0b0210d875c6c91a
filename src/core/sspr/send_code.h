// Sends a one-time code by the method that the person chose; an older one dies.
#pragma once

#include <string>

#include "base/secret.h"
#include "core/sspr/refusal.h"
#include "core/sspr/reset_ports.h"
#include "core/sspr/verification_method.h"

namespace tilbage::core {

struct SentCode {
    base::TimePoint expires_at;
    std::chrono::seconds resend_after{0};
};

class SendCode {
public:
    // `code_key` keys the HMAC of codes; all outlive this object.
    SendCode(ResetPorts ports, const VerificationMethods& methods, const base::SecretBytes& code_key)
        : ports_(ports), methods_(methods), code_key_(code_key) {}
    // Refusals: session_missing, wrong_step (proven already), malformed (no such method), too_many_attempts,
    // writeback_disabled, busy.
    [[nodiscard]] Answer<SentCode> run(const std::string& session_token, const std::string& method);

private:
    [[nodiscard]] Answer<SentCode> send(const std::string& session_token, VerificationMethod& method);
    [[nodiscard]] Answer<std::optional<Person>> find_reachable(const ResetSession& session,
                                                               const VerificationMethod& method);

    ResetPorts ports_;
    const VerificationMethods& methods_;
    const base::SecretBytes& code_key_;
};

}  // namespace tilbage::core
