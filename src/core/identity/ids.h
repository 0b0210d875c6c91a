// Identifiers, each a type of its own.
#pragma once

#include <optional>
#include <string_view>

#include "base/encoding.h"
#include "base/strong_id.h"

namespace tilbage::core {

using TenantId = base::StrongId<struct TenantIdTag>;    // UUID
using PersonId = base::StrongId<struct PersonIdTag>;    // UUID, the SCIM id
using AgentId = base::StrongId<struct AgentIdTag>;      // UUID
using RequestId = base::StrongId<struct RequestIdTag>;  // UUID

// What ties a person in the tenant to an object in the directory: the Base64 of mS-DS-ConsistencyGuid, else of
// objectGUID (16 bytes in the directory's order). Always valid Base64 of exactly 16 bytes.
class SourceAnchor {
public:
    SourceAnchor() = default;  // empty; only for containers and default members
    [[nodiscard]] static std::optional<SourceAnchor> parse(std::string_view base64);
    [[nodiscard]] static std::optional<SourceAnchor> from_guid(std::span<const std::uint8_t> guid);
    [[nodiscard]] const std::string& str() const noexcept { return base64_; }
    [[nodiscard]] base::Bytes guid() const;
    auto operator<=>(const SourceAnchor&) const = default;

private:
    explicit SourceAnchor(std::string base64) : base64_(std::move(base64)) {}
    std::string base64_;
};

}  // namespace tilbage::core
