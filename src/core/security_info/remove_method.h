// Somebody takes one of their own methods out.
#pragma once

#include "core/security_info/change_notices.h"
#include "core/security_info/security_desk.h"

namespace tilbage::core {

class RemoveMethod {
public:
    explicit RemoveMethod(SecurityInfoPorts ports) : ports_(ports), desk_(ports), notices_(std::move(ports)) {}
    // Also of a locked one, which serves for nothing any more. Refusals: session_missing, wrong_step, sign_in_too_old,
    // not_found (there is none, or it is somebody else's, or the helpdesk's), busy.
    [[nodiscard]] Answer<void> run(const std::string& token, const std::string& id);

private:
    SecurityInfoPorts ports_;
    SecurityDesk desk_;
    ChangeNotices notices_;
};

}  // namespace tilbage::core
