// POST /reset/v1/session/codes and /session/verification: sending a code, and proving that it came.
#pragma once

#include <functional>
#include <string>

#include "adapters/http/router.h"
#include "core/sspr/send_code.h"
#include "core/sspr/verify_code.h"

namespace tilbage::tenant {

// The use cases outlive the router. `mail_queued` is called after every code, also one for nobody.
void add_reset_codes(adapters::http::Router& router, const std::string& origin, core::SendCode& send_code,
                     std::function<void()> mail_queued);
void add_reset_verification(adapters::http::Router& router, const std::string& origin, core::VerifyCode& verify_code);

}  // namespace tilbage::tenant
