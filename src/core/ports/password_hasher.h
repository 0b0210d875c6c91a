// A slow hash for the passwords of administrators. Calls take tenths of a second and much memory: workers only. Any
// thread; only so many run at once, the rest wait a little.
#pragma once

#include <string>

#include "base/result.h"
#include "core/writeback/password_text.h"

namespace tilbage::core {

class PasswordHasher {
public:
    virtual ~PasswordHasher() = default;
    // Salted; names its own parameters. unavailable: too many at once, or no memory.
    virtual base::Result<std::string> hash(const PasswordText& password) = 0;
    // In constant time. Errors as above.
    virtual base::Result<bool> verify(const std::string& hash, const PasswordText& password) = 0;
    // A hash of nobody's password, which costs as much to verify as a real one.
    [[nodiscard]] virtual const std::string& decoy() const = 0;
};

}  // namespace tilbage::core
