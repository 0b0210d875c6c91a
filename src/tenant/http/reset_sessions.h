// POST /reset/v1/sessions: who are you?
#pragma once

#include "adapters/http/router.h"
#include "core/sspr/start_session.h"

namespace tilbage::tenant {

// `start_session` outlives the router.
void add_reset_sessions(adapters::http::Router& router, const std::string& origin, core::StartSession& start_session);

}  // namespace tilbage::tenant
