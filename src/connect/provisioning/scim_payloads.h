// SCIM 2.0 bodies as the agent writes and reads them (RFC 7643 §4.1, RFC 7644 §3.4.2 and §3.7, docs/protocol.md §7).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/ports/provisioning.h"

namespace tilbage::connect {

constexpr std::size_t kMaxBulkOperations = 500;

struct UserPage {
    std::vector<core::ProvisionedPerson> people;
    std::int64_t total = 0;
    std::int64_t returned = 0;
};

// At most kMaxBulkOperations.
[[nodiscard]] std::string encode_bulk_request(std::span<const core::ProvisioningChange> changes);
// One line for each operation that the service refused.
[[nodiscard]] base::Result<core::ProvisioningReport> decode_bulk_response(std::string_view body);
// Users without a source anchor are nobody's business here and are left out.
[[nodiscard]] base::Result<UserPage> decode_user_page(std::string_view body);

}  // namespace tilbage::connect
