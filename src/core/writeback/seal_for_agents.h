// Seals a new password at the edge, for clients that hand it over in clear (docs/protocol.md §2 and §9).
#pragma once

#include <vector>

#include "base/result.h"
#include "base/secret.h"
#include "core/ports/relay_bus.h"
#include "core/ports/request_store.h"
#include "core/writeback/request.h"

namespace tilbage::core {

// One seal for each recipient. invalid_argument: the password is too long to be sealed.
[[nodiscard]] base::Result<std::vector<SealedFor>> seal_for_agents(const Binding& binding,
                                                                   const std::vector<SealingKey>& recipients,
                                                                   base::SecretBytes password);

}  // namespace tilbage::core
