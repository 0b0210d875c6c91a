#include "core/sspr/password_reset_policy.h"

namespace tilbage::core {

std::string_view to_string(ResetEnablement enabled) {
    switch (enabled) {
        case ResetEnablement::none:
            return "none";
        case ResetEnablement::selected:
            return "selected";
        case ResetEnablement::all:
            return "all";
    }
    return {};
}

std::optional<ResetEnablement> parse_reset_enablement(std::string_view text) {
    for (const auto enabled : {ResetEnablement::none, ResetEnablement::selected, ResetEnablement::all})
        if (text == to_string(enabled)) return enabled;
    return std::nullopt;
}

std::string_view to_string(VerifyCaller verify) {
    switch (verify) {
        case VerifyCaller::required:
            return "required";
        case VerifyCaller::recommended:
            return "recommended";
        case VerifyCaller::off:
            return "off";
    }
    return {};
}

std::optional<VerifyCaller> parse_verify_caller(std::string_view text) {
    for (const auto verify : {VerifyCaller::required, VerifyCaller::recommended, VerifyCaller::off})
        if (text == to_string(verify)) return verify;
    return std::nullopt;
}

PasswordResetPolicy administrators_policy(PasswordResetPolicy policy) {
    policy.enabled = ResetEnablement::all;
    policy.groups.clear();
    policy.methods_required = 2;
    policy.methods.erase(MethodKind::security_questions);
    return policy;
}

}  // namespace tilbage::core
