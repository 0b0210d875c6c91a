// /reset/v1/sessions and /reset/v1/session: who are you, where were you, and what is the matter?
#pragma once

#include "adapters/http/router.h"
#include "core/sspr/choose_intent.h"
#include "core/sspr/read_session.h"
#include "core/sspr/start_session.h"

namespace tilbage::tenant {

// The use cases outlive the router.
void add_reset_sessions(adapters::http::Router& router, const std::string& origin, core::StartSession& start_session);
void add_reset_session(adapters::http::Router& router, core::ReadSession& read_session);
void add_reset_intent(adapters::http::Router& router, const std::string& origin, core::ChooseIntent& choose_intent);

}  // namespace tilbage::tenant
