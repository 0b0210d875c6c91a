#include "core/methods/method_kind.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tilbage::core {
namespace {

constexpr std::array<std::pair<MethodKind, std::string_view>, 7> kNames{{
    {MethodKind::email, "email"},
    {MethodKind::mobile_phone, "mobilePhone"},
    {MethodKind::authenticator_app, "authenticatorApp"},
    {MethodKind::passkey, "passkey"},
    {MethodKind::security_questions, "securityQuestions"},
    {MethodKind::recovery_code, "recoveryCode"},
    {MethodKind::temporary_access_code, "temporaryAccessCode"},
}};

}  // namespace

std::string_view to_string(MethodKind kind) {
    const auto* found = std::ranges::find(kNames, kind, &std::pair<MethodKind, std::string_view>::first);
    return found == kNames.end() ? std::string_view{} : found->second;
}

std::optional<MethodKind> parse_method_kind(std::string_view text) {
    const auto* found = std::ranges::find(kNames, text, &std::pair<MethodKind, std::string_view>::second);
    if (found == kNames.end()) return std::nullopt;
    return found->first;
}

}  // namespace tilbage::core
