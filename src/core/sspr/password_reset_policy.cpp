#include "core/sspr/password_reset_policy.h"

namespace tilbage::core {

PasswordResetPolicy administrators_policy(PasswordResetPolicy policy) {
    policy.enabled = ResetEnablement::all;
    policy.groups.clear();
    policy.methods_required = 2;
    policy.methods.erase(MethodKind::security_questions);
    return policy;
}

}  // namespace tilbage::core
