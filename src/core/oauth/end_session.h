// Signing out: the browser's session ends, and with it the access tokens that came from it.
#pragma once

#include <string>
#include <utility>

#include "core/oauth/ports.h"

namespace tilbage::core {

class EndSession {
public:
    explicit EndSession(SignInPorts ports) : ports_(std::move(ports)) {}
    // Any thread. Nothing happens when there is no such session.
    [[nodiscard]] base::Result<void> run(const std::string& session);

private:
    SignInPorts ports_;
};

}  // namespace tilbage::core
