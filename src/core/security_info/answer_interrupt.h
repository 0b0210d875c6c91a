// What somebody says when they are asked at sign-in to register, or whether what they registered is still right.
#pragma once

#include "core/security_info/security_desk.h"

namespace tilbage::core {

class AnswerInterrupt {
public:
    explicit AnswerInterrupt(SecurityInfoPorts ports) : ports_(ports), desk_(std::move(ports)) {}
    // Asked again at the next sign-in. Refusals: session_missing, wrong_step, busy.
    [[nodiscard]] Answer<AccountState> not_now(const std::string& token);
    // Asked again after the policy's days. Refusals as above.
    [[nodiscard]] Answer<AccountState> still_right(const std::string& token);

private:
    SecurityInfoPorts ports_;
    SecurityDesk desk_;
};

}  // namespace tilbage::core
