// Tells a person by mail of every change to their methods, with a link to say that it was not them.
#pragma once

#include "core/security_info/security_desk.h"

namespace tilbage::core {

struct MethodChange {
    MethodNotice::What what = MethodNotice::What::registered;
    MethodKind kind = MethodKind::email;
    std::string method_id;
};

class ChangeNotices {
public:
    explicit ChangeNotices(SecurityInfoPorts ports) : ports_(std::move(ports)) {}
    // To the work mailbox, the alternate addresses and every address in `methods`, each once: what was registered
    // before and after, so that neither a new nor a removed address goes untold. Whatever the policy says of notices.
    // A part of the caller's transaction.
    [[nodiscard]] base::Result<void> tell(const OpenSecurityInfo& open, const MethodChange& change,
                                          const std::vector<AuthenticationMethod>& methods);

private:
    SecurityInfoPorts ports_;
};

// 256 bits in 64 letters from a to p: digits would look like a code, and capitals get lost in dictation.
[[nodiscard]] std::string new_link_token(base::Random& random);

}  // namespace tilbage::core
