// Who is signed in, and what they may do (docs/protocol.md §12, account state).
#pragma once

#include <optional>
#include <string>

#include "core/account/ports.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

// What the policy asks of somebody who has signed in, until they do it or put it off.
enum class Interrupt {
    registration,  // too few methods to reset the password by
    confirmation,  // whether what is registered is still right
};

struct AccountState {
    AccountStep step = AccountStep::signed_in;
    std::optional<WhyChange> why;
    std::optional<Interrupt> interrupt;  // of signed_in
    std::string user_name;
    std::string display_name;
    base::TimePoint expires_at;  // whatever is done
};

// A state, and the cookie's new value: for a change of state.
struct NewAccountState {
    std::string token;
    AccountState state;
};

// A part of the caller's transaction. Refusals: busy.
[[nodiscard]] Answer<AccountState> state_of(const AccountPorts& ports, const AccountSession& session,
                                            const Person& person);

// The password was set after somebody proved who they are by it, our clock's and the directory's difference allowed
// for.
[[nodiscard]] bool password_set_since(base::TimePoint signed_in_at, const Person& person);

struct OpenAccount {
    AccountSession session;
    Person person;
};

// Whose cookie this is; and that it was used is noted. session_missing: unknown, expired, idle for too long, the person
// is gone or disabled, or their password was set by other means since they signed in.
[[nodiscard]] Answer<OpenAccount> open_account(const AccountPorts& ports, const std::string& token);
// The same; and wrong_step: the password must be changed first.
[[nodiscard]] Answer<OpenAccount> open_signed_in(const AccountPorts& ports, const std::string& token);
// The same; and sign_in_too_old (kRecentSignIn).
[[nodiscard]] Answer<OpenAccount> open_recently_signed_in(const AccountPorts& ports, const std::string& token);

}  // namespace tilbage::core
