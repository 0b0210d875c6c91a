// POST /account/v1/sign-in, paced, and /account/v1/sign-in/{id}, whose failures have a pace of their own
// (docs/protocol.md §12).
#pragma once

#include <string>

#include "adapters/http/router.h"
#include "core/account/begin_sign_in.h"
#include "core/account/sign_in.h"
#include "core/ports/alarms.h"

namespace tilbage::tenant {

void add_account_sign_in(adapters::http::Router& router, const std::string& origin, core::Alarms& alarms,
                         core::BeginAccountSignIn& begin, core::AccountSignIn& sign_in);

}  // namespace tilbage::tenant
