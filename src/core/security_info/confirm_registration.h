// The person proves the new method, and it is theirs from then on.
#pragma once

#include "core/security_info/change_notices.h"
#include "core/security_info/security_desk.h"

namespace tilbage::core {

struct ConfirmRegistrationCommand {
    std::string token;  // the cookie's
    std::string registration;
    RegistrationProof proof;
};

class ConfirmRegistration {
public:
    explicit ConfirmRegistration(SecurityInfoPorts ports) : ports_(ports), desk_(ports), notices_(std::move(ports)) {}
    // The new method's id. Counted before it is looked at. Of a kind of which there is one, the older goes. Refusals:
    // session_missing, wrong_step, code_expired (there is no such registration any more), code_exhausted, code_wrong,
    // answers_refused, malformed, kind_not_allowed (the policy allows it no more), too_many_attempts, busy.
    [[nodiscard]] Answer<std::string> run(const ConfirmRegistrationCommand& command);

private:
    struct Opened {
        OpenSecurityInfo info;
        Registration pending;
    };
    [[nodiscard]] Answer<Opened> take_try(const ConfirmRegistrationCommand& command);
    [[nodiscard]] Answer<std::string> keep(const ConfirmRegistrationCommand& command, const Opened& opened,
                                           MethodData data);
    [[nodiscard]] Answer<void> remove_older(const OpenSecurityInfo& open, MethodKind kind);
    [[nodiscard]] Answer<std::string> failed(const Opened& opened, Refusal refusal);

    SecurityInfoPorts ports_;
    SecurityDesk desk_;
    ChangeNotices notices_;
};

}  // namespace tilbage::core
