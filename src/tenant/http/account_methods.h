// GET and POST /account/v1/methods, POST /account/v1/methods/{registration}/confirmation, DELETE
// /account/v1/methods/{id}, POST /account/v1/session/interrupt, POST /account/v1/not-me (docs/protocol.md §12).
#pragma once

#include <functional>
#include <string>

#include "adapters/http/router.h"
#include "core/security_info/answer_interrupt.h"
#include "core/security_info/begin_registration.h"
#include "core/security_info/confirm_registration.h"
#include "core/security_info/list_methods.h"
#include "core/security_info/remove_method.h"
#include "core/security_info/report_change.h"

namespace tilbage::tenant {

// All outlive the router.
struct SecurityInfoCalls {
    core::ListMethods& list;
    core::BeginRegistration& begin;
    core::ConfirmRegistration& confirm;
    core::RemoveMethod& remove;
    core::AnswerInterrupt& interrupt;
    core::ReportChange& report;
};

// `queued` wakes who sends mails and text messages.
void add_account_methods(adapters::http::Router& router, const std::string& origin, SecurityInfoCalls calls,
                         const std::function<void()>& queued);

}  // namespace tilbage::tenant
