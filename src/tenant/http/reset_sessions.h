// /reset/v1/sessions and /reset/v1/session: who are you, where were you, and what is the matter?
#pragma once

#include <functional>

#include "core/sspr/ask_for_help.h"
#include "core/sspr/choose_intent.h"
#include "core/sspr/read_session.h"
#include "core/sspr/start_session.h"
#include "tenant/http/paced_answer.h"

namespace tilbage::tenant {

// The use cases outlive the router.
void add_reset_sessions(const PacedRoutes& routes, core::StartSession& start_session);
void add_reset_session(const PacedRoutes& routes, core::ReadSession& read_session);
// `mail_queued` wakes who sends.
void add_reset_help(const PacedRoutes& routes, core::AskForHelp& ask_for_help, std::function<void()> mail_queued);
void add_reset_intent(const PacedRoutes& routes, core::ChooseIntent& choose_intent);

}  // namespace tilbage::tenant
