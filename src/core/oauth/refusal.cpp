#include "core/oauth/refusal.h"

namespace tilbage::core {

std::string_view to_string(SignInRefusalCode code) {
    switch (code) {
        case SignInRefusalCode::sign_in_failed:
            return "sign_in_failed";
        case SignInRefusalCode::code_wrong:
            return "code_wrong";
        case SignInRefusalCode::user_code_wrong:
            return "user_code_wrong";
        case SignInRefusalCode::flow_expired:
            return "flow_expired";
        case SignInRefusalCode::wrong_step:
            return "wrong_step";
        case SignInRefusalCode::too_many_attempts:
            return "too_many_attempts";
        case SignInRefusalCode::busy:
            return "busy";
    }
    return {};
}

}  // namespace tilbage::core
