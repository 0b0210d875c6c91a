#include "core/sspr/refusal.h"

namespace tilbage::core {

std::string_view to_string(RefusalCode code) {
    switch (code) {
        case RefusalCode::user_id_missing:
            return "user_id_missing";
        case RefusalCode::malformed:
            return "malformed";
        case RefusalCode::session_missing:
            return "session_missing";
        case RefusalCode::wrong_step:
            return "wrong_step";
        case RefusalCode::not_found:
            return "not_found";
        case RefusalCode::request_in_progress:
            return "request_in_progress";
        case RefusalCode::request_expired:
            return "request_expired";
        case RefusalCode::code_wrong:
            return "code_wrong";
        case RefusalCode::code_expired:
            return "code_expired";
        case RefusalCode::code_exhausted:
            return "code_exhausted";
        case RefusalCode::number_wrong:
            return "number_wrong";
        case RefusalCode::destination_refused:
            return "destination_refused";
        case RefusalCode::answers_refused:
            return "answers_refused";
        case RefusalCode::sign_in_too_old:
            return "sign_in_too_old";
        case RefusalCode::proof_needed:
            return "proof_needed";
        case RefusalCode::kind_not_allowed:
            return "kind_not_allowed";
        case RefusalCode::writeback_disabled:
            return "writeback_disabled";
        case RefusalCode::not_allowed:
            return "not_allowed";
        case RefusalCode::user_not_found:
            return "user_not_found";
        case RefusalCode::too_many_attempts:
            return "too_many_attempts";
        case RefusalCode::sign_in_failed:
            return "sign_in_failed";
        case RefusalCode::account_disabled:
            return "account_disabled";
        case RefusalCode::account_expired:
            return "account_expired";
        case RefusalCode::not_now:
            return "not_now";
        case RefusalCode::not_here:
            return "not_here";
        case RefusalCode::caller_not_verified:
            return "caller_not_verified";
        case RefusalCode::agent_unavailable:
            return "agent_unavailable";
        case RefusalCode::directory_unavailable:
            return "directory_unavailable";
        case RefusalCode::busy:
            return "busy";
    }
    return "busy";
}

}  // namespace tilbage::core
