// Whether somebody who has just signed in is to register methods, or to say that what they registered is still right.
#pragma once

#include <optional>

#include "core/account/account_state.h"

namespace tilbage::core {

// Registration: the policy requires it, lets the person reset, and they have fewer usable methods than a reset needs
// (what the directory brings counts, a temporary access code does not), and there is one that they could register.
// Confirmation: reconfirm_days have gone by since they last said so, or registered something. Whoever put it off is
// asked again at the next sign-in. A part of the caller's transaction.
[[nodiscard]] base::Result<std::optional<Interrupt>> interrupt_for(const AccountPorts& ports,
                                                                   const AccountSession& session, const Person& person);

}  // namespace tilbage::core
