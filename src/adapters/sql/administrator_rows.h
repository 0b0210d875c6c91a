// What the stores of administrators and their sign-ins read and write alike.
#pragma once

#include <optional>

#include "adapters/sql/connection.h"
#include "core/identity/administrator.h"
#include "core/oauth/client.h"
#include "crypto/hash.h"

namespace tilbage::adapters::sql {

[[nodiscard]] crypto::Digest to_digest(const base::Bytes& bytes);
[[nodiscard]] std::optional<crypto::Digest> digest_or_none(const Row& row, std::size_t column);
[[nodiscard]] Value nullable(const std::optional<crypto::Digest>& digest);
// A stored client that this program no longer knows breaks an invariant and throws.
[[nodiscard]] core::Client to_client(const std::string& text);
// The roles in the order of core::kRoles.
[[nodiscard]] base::Result<std::vector<core::Role>> read_roles(Connection& connection,
                                                               const core::AdministratorId& administrator);
[[nodiscard]] base::Result<void> done_or_error(const base::Result<QueryResult>& done);

}  // namespace tilbage::adapters::sql
