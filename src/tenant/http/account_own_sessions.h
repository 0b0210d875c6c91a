// GET and DELETE /account/v1/sessions, DELETE /account/v1/sessions/{id}, DELETE /account/v1/sessions/applications/{id}
// (docs/protocol.md §12).
#pragma once

#include <string>

#include "adapters/http/router.h"
#include "core/account/end_application.h"
#include "core/account/end_other_sessions.h"
#include "core/account/end_session.h"
#include "core/account/list_sessions.h"

namespace tilbage::tenant {

// All outlive the router.
struct OwnSessionsCalls {
    core::ListSessions& list;
    core::EndSession& end;
    core::EndOtherSessions& end_others;
    core::EndApplication& end_application;
};

void add_account_own_sessions(adapters::http::Router& router, const std::string& origin, OwnSessionsCalls calls);

}  // namespace tilbage::tenant
