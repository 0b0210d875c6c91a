// POST /reset/v1/session/codes, /questions and /verification: sending a code, asking, and proving.
#pragma once

#include <functional>
#include <string>

#include "adapters/http/router.h"
#include "core/sspr/ask_questions.h"
#include "core/sspr/send_code.h"
#include "core/sspr/verify_proof.h"

namespace tilbage::tenant {

// The use cases outlive the router. `code_queued` is called after every code, also one for nobody.
void add_reset_codes(adapters::http::Router& router, const std::string& origin, core::SendCode& send_code,
                     std::function<void()> code_queued);
void add_reset_questions(adapters::http::Router& router, const std::string& origin, core::AskQuestions& ask_questions);
void add_reset_verification(adapters::http::Router& router, const std::string& origin, core::VerifyProof& verify_proof);

}  // namespace tilbage::tenant
