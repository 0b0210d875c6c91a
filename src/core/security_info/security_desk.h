// Whose Security info this is, and what may be done with it now.
#pragma once

#include <string>
#include <vector>

#include "core/account/account_state.h"
#include "core/security_info/ports.h"

namespace tilbage::core {

struct OpenSecurityInfo {
    AccountSession session;
    Person person;
    PolicyInForce in_force;
    std::vector<AuthenticationMethod> registered;  // all, temporary access codes and locked ones too
    std::string tenant_name;

    [[nodiscard]] Registrant registrant(std::string method_id, base::TimePoint now) const;
};

// Part of the caller's transaction; any thread.
class SecurityDesk {
public:
    explicit SecurityDesk(SecurityInfoPorts ports) : ports_(std::move(ports)) {}
    // Refusals: session_missing, wrong_step (the password must be changed first), busy.
    [[nodiscard]] Answer<OpenSecurityInfo> open(const std::string& token) const;
    // The same; and sign_in_too_old.
    [[nodiscard]] Answer<OpenSecurityInfo> open_to_change(const std::string& token) const;
    // What the person may register now: what the policy allows and they may use, as far as there is a registrar and
    // they have not as many as may be.
    [[nodiscard]] MethodKinds offered(const OpenSecurityInfo& open) const;

private:
    SecurityInfoPorts ports_;
};

}  // namespace tilbage::core
