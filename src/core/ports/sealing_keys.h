// The agent's private sealing keys. Any thread.
#pragma once

#include <optional>
#include <string_view>

#include "crypto/ec_key.h"

namespace tilbage::core {

class SealingKeys {
public:
    virtual ~SealingKeys() = default;
    // The key with this thumbprint, if it is ours and still opens: the current one, or one that was rolled a few
    // minutes ago.
    [[nodiscard]] virtual std::optional<crypto::EcKey> find(std::string_view kid) const = 0;
};

}  // namespace tilbage::core
