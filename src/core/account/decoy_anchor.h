// The source anchor in a stranger's ticket.
#pragma once

#include <string_view>

#include "base/secret.h"
#include "core/identity/ids.h"

namespace tilbage::core {

// Looks like an objectGUID that a directory made (RFC 4122 version 4, in the directory's byte order), the same one for
// the same name every time, and cannot be computed without the key. Nobody has it.
[[nodiscard]] SourceAnchor decoy_anchor(const base::SecretBytes& key, std::string_view counting_key);

}  // namespace tilbage::core
