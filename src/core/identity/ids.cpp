#include "core/identity/ids.h"

namespace tilbage::core {

constexpr std::size_t kGuidSize = 16;

std::optional<SourceAnchor> SourceAnchor::parse(std::string_view base64) {
    const auto bytes = base::from_base64(base64);
    if (!bytes || bytes->size() != kGuidSize) return std::nullopt;
    return SourceAnchor(std::string(base64));
}

std::optional<SourceAnchor> SourceAnchor::from_guid(std::span<const std::uint8_t> guid) {
    if (guid.size() != kGuidSize) return std::nullopt;
    return SourceAnchor(base::to_base64(guid));
}

base::Bytes SourceAnchor::guid() const { return base::from_base64(base64_).value_or(base::Bytes{}); }

}  // namespace tilbage::core
