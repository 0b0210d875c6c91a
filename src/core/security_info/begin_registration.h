// Begins to register a method: sends a code, or shows a secret, which confirm_registration.h asks back.
#pragma once

#include "core/security_info/security_desk.h"

namespace tilbage::core {

struct BegunRegistration {
    std::string id;
    MethodKind kind = MethodKind::email;
    base::TimePoint expires_at;
    std::chrono::seconds resend_after{0};  // of a code that was sent
    std::string tenant_name;
    std::string user_name;
    ShownOnce shown;
};

class BeginRegistration {
public:
    explicit BeginRegistration(SecurityInfoPorts ports) : ports_(ports), desk_(std::move(ports)) {}
    // A new one takes the place of the session's older one of the same kind. Counted first. Refusals: session_missing,
    // wrong_step, sign_in_too_old, malformed, kind_not_allowed, destination_refused, too_many_attempts, busy.
    [[nodiscard]] Answer<BegunRegistration> run(const std::string& token, const std::string& kind,
                                                const RegistrationRequest& request);

private:
    [[nodiscard]] Answer<BegunRegistration> begin(const std::string& token, MethodKind kind,
                                                  const RegistrationRequest& request);
    [[nodiscard]] Answer<void> count(MethodKind kind, const PersonId& person);

    SecurityInfoPorts ports_;
    SecurityDesk desk_;
};

}  // namespace tilbage::core
