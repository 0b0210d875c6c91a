#include "core/security_info/recovery_codes_registrar.h"

#include "core/methods/printed_code.h"

namespace tilbage::core {

Answer<BegunMethod> RecoveryCodesRegistrar::begin(const Registrant& who, const RegistrationRequest& /*request*/) {
    RecoveryCodesMethod method;
    BegunMethod begun;
    for (int i = 0; i < kRecoveryCodes; ++i) {
        begun.shown.recovery_codes.push_back(new_recovery_code(random_));
        method.unused.push_back(printed_code_digest(key_, kind(), who.person.id, begun.shown.recovery_codes.back()));
    }
    begun.data = std::move(method);
    return begun;
}

Answer<MethodData> RecoveryCodesRegistrar::confirm(const Registrant& /*who*/, const Registration& pending,
                                                   const RegistrationProof& /*proof*/) {
    return pending.method.data;
}

}  // namespace tilbage::core
