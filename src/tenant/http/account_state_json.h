// Account state, as the account page reads it (docs/protocol.md §12).
#pragma once

#include <boost/json/object.hpp>

#include "core/account/account_state.h"

namespace tilbage::tenant {

[[nodiscard]] boost::json::object account_state_json(const core::AccountState& state);

}  // namespace tilbage::tenant
