// What an audit record tells of a changed password reset policy.
#pragma once

#include <string>
#include <vector>

#include "core/sspr/password_reset_policy.h"

namespace tilbage::core {

struct PolicyDifference {
    std::string setting;  // as the API names it
    std::string before;   // JSON values
    std::string after;

    bool operator==(const PolicyDifference&) const = default;
};

// In the order of the portal's pages; empty: the two say the same. A logo is told by its digest.
[[nodiscard]] std::vector<PolicyDifference> differences(const PasswordResetPolicy& before,
                                                        const PasswordResetPolicy& after);

}  // namespace tilbage::core
