// The account page's calls about an application that wants the person signed out (docs/protocol.md §13):
// GET and POST /account/v1/sign-outs/{flow}.
#pragma once

#include <string>

#include "adapters/http/router.h"
#include "core/oidc/application_sign_out.h"
#include "tenant/http/authorization_answer.h"

namespace tilbage::tenant {

void add_application_sign_out(adapters::http::Router& router, const std::string& origin,
                              core::CompleteApplicationSignOut& complete, const AnswerCarrier& carrier);

}  // namespace tilbage::tenant
