// Has one password tried, once, and opens a session for who knows it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/account/account_state.h"
#include "core/account/ports.h"
#include "core/ports/alarms.h"
#include "core/writeback/validate_broker.h"

namespace tilbage::core {

struct SignInCommand {
    RequestId request_id;
    std::vector<SealedFor> sealed;
    std::string address_block;  // the client's network, for counting
    std::string session_token;  // a session that the browser may still have; it ends
    Device device;
};

class AccountSignIn {
public:
    using Done = std::function<void(Answer<NewAccountState>)>;

    AccountSignIn(AccountPorts ports, ValidateBroker& broker, Alarms& alarms)
        : ports_(ports), broker_(broker), alarms_(alarms) {}
    // Calls `done` once. Counted before the directory is asked. Refusals: malformed, request_expired (too old, used, or
    // never issued), too_many_attempts, writeback_disabled, sign_in_failed (after a whole number of kFailureGrain),
    // account_disabled, account_expired, not_now, not_here (only when the password was right), agent_unavailable,
    // directory_unavailable, busy.
    void run(const SignInCommand& command, Done done);

private:
    struct Attempt {
        SignInTicket ticket;
        base::TimePoint began_at;
        std::string old_token;
        std::string address_block;
        Device device;
    };
    [[nodiscard]] Answer<SignInTicket> accept(const SignInCommand& command);
    [[nodiscard]] Answer<void> count(const SignInTicket& ticket, const std::string& address_block);
    void answer(const Attempt& attempt, const Outcome& outcome, const Done& done);
    [[nodiscard]] Answer<NewAccountState> conclude(const Attempt& attempt, const Outcome& outcome);
    [[nodiscard]] Answer<NewAccountState> open_session(const Attempt& attempt, Reason reason);
    [[nodiscard]] base::Result<void> take_back(const SignInTicket& ticket);

    AccountPorts ports_;
    ValidateBroker& broker_;
    Alarms& alarms_;
};

}  // namespace tilbage::core
