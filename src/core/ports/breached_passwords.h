// Passwords that are known to everybody. Implemented by adapters/breached. Any thread; may read a file.
#pragma once

#include "base/result.h"
#include "core/writeback/password_text.h"

namespace tilbage::core {

class BreachedPasswords {
public:
    virtual ~BreachedPasswords() = default;
    // A filter may say yes to a password that is not on its list, as rarely as its implementation says; never no to one
    // that is. unavailable, corrupt: it cannot be read.
    [[nodiscard]] virtual base::Result<bool> contains(const PasswordText& password) const = 0;
};

}  // namespace tilbage::core
