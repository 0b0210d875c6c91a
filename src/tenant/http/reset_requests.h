// /reset/v1/session/requests: tickets, sealed passwords, and what came of them.
#pragma once

#include "adapters/http/router.h"
#include "core/sspr/issue_ticket.h"
#include "core/sspr/read_outcome.h"
#include "core/sspr/submit_sealed.h"

namespace tilbage::tenant {

// The use cases outlive the router.
void add_reset_tickets(adapters::http::Router& router, const std::string& origin, core::IssueTicket& issue_ticket);
void add_reset_submission(adapters::http::Router& router, const std::string& origin, core::SubmitSealed& submit_sealed);
void add_reset_outcome(adapters::http::Router& router, core::ReadOutcome& read_outcome);

}  // namespace tilbage::tenant
