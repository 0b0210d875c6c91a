// POST /reset/v1/session/codes, /questions, /passkey and /verification: sending a code, asking, and proving.
#pragma once

#include <functional>
#include <string>

#include "core/sspr/ask_passkey.h"
#include "core/sspr/ask_questions.h"
#include "core/sspr/send_code.h"
#include "core/sspr/verify_proof.h"
#include "tenant/http/paced_answer.h"

namespace tilbage::tenant {

// The use cases outlive the router. `code_queued` is called after every code, also one for nobody.
void add_reset_codes(const PacedRoutes& routes, core::SendCode& send_code, std::function<void()> code_queued);
void add_reset_questions(const PacedRoutes& routes, core::AskQuestions& ask_questions);
// `ask_passkey` may be null: there are no passkeys here, and no such call.
void add_reset_passkey(const PacedRoutes& routes, core::AskPasskey* ask_passkey);
void add_reset_verification(const PacedRoutes& routes, core::VerifyProof& verify_proof);

}  // namespace tilbage::tenant
