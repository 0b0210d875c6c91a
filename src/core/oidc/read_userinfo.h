// The userinfo endpoint (OpenID Connect Core 1.0 §5.3): who an access token is about, as they are now.
#pragma once

#include <optional>
#include <string>

#include "core/oidc/ports.h"
#include "crypto/id_token.h"

namespace tilbage::core {

class ReadUserinfo {
public:
    explicit ReadUserinfo(ApplicationPorts ports) : ports_(std::move(ports)) {}
    // Any thread. `tenant`: of the address. Nothing: the token is none, has expired, or its person or application may
    // not any more.
    [[nodiscard]] base::Result<std::optional<crypto::PersonClaims>> run(const std::string& tenant,
                                                                        const std::string& access_token);

private:
    ApplicationPorts ports_;
};

}  // namespace tilbage::core
