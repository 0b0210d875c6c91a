// "The code was 123456": proves the mailbox, and tells the page whose account it is.
#pragma once

#include <string>

#include "base/secret.h"
#include "core/sspr/refusal.h"
#include "core/sspr/reset_ports.h"
#include "core/sspr/verification_method.h"

namespace tilbage::core {

struct VerifyCodeCommand {
    std::string session_token;
    std::string method;
    std::string code;  // as typed
};

struct VerifiedPerson {
    std::string user_name;
};

class VerifyCode {
public:
    VerifyCode(ResetPorts ports, const VerificationMethods& methods, const base::SecretBytes& code_key)
        : ports_(ports), methods_(methods), code_key_(code_key) {}
    // Refusals: session_missing, malformed (no such method), wrong_step (no code was sent, or proven already),
    // code_wrong, code_expired, code_exhausted, too_many_attempts, busy.
    [[nodiscard]] Answer<VerifiedPerson> run(const VerifyCodeCommand& command);

private:
    [[nodiscard]] Answer<VerifiedPerson> verify(const VerifyCodeCommand& command);
    [[nodiscard]] Answer<void> judge(const ResetSession& session, const std::string& typed, base::TimePoint now);
    [[nodiscard]] Answer<VerifiedPerson> pass(const ResetSession& session);

    ResetPorts ports_;
    const VerificationMethods& methods_;
    const base::SecretBytes& code_key_;
};

}  // namespace tilbage::core
