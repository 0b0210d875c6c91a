// POST /account/v1/sign-in and /account/v1/sign-in/{id} (docs/protocol.md §12).
#pragma once

#include <string>

#include "adapters/http/router.h"
#include "core/account/begin_sign_in.h"
#include "core/account/sign_in.h"

namespace tilbage::tenant {

void add_account_sign_in(adapters::http::Router& router, const std::string& origin, core::BeginAccountSignIn& begin,
                         core::AccountSignIn& sign_in);

}  // namespace tilbage::tenant
