// The account page's calls about the application that sent the person (docs/protocol.md §13):
// GET and POST /account/v1/applications/{flow}; and GET /account/answer, which posts an answer for form_post.
#pragma once

#include <string>

#include "adapters/http/router.h"
#include "core/oidc/complete_application_sign_in.h"
#include "tenant/http/authorization_answer.h"

namespace tilbage::tenant {

void add_application_sign_in(adapters::http::Router& router, const std::string& origin,
                             core::CompleteApplicationSignIn& complete, const AnswerCarrier& carrier);

}  // namespace tilbage::tenant
