// "Am I signed in?", and signing out.
#pragma once

#include <string>

#include "core/account/account_state.h"
#include "core/account/ports.h"

namespace tilbage::core {

class AccountSessions {
public:
    explicit AccountSessions(AccountPorts ports) : ports_(ports) {}
    // Refusals: session_missing, busy.
    [[nodiscard]] Answer<AccountState> read(const std::string& token);
    // Also of a session that is not there any more.
    [[nodiscard]] Answer<void> sign_out(const std::string& token);
    // Drops what has had its time.
    [[nodiscard]] base::Result<void> purge();

private:
    AccountPorts ports_;
};

}  // namespace tilbage::core
