// GET and DELETE /account/v1/session (docs/protocol.md §12).
#pragma once

#include <string>

#include "adapters/http/router.h"
#include "core/account/account_session.h"

namespace tilbage::tenant {

void add_account_session(adapters::http::Router& router, const std::string& origin, core::AccountSessions& sessions);

}  // namespace tilbage::tenant
