#include <fmt/core.h>
#include <random>

#include "contract/world.h"

namespace tilbage::contract {

core::SourceAnchor new_anchor() {
    std::random_device random;
    base::Bytes guid(16);
    for (auto& byte : guid) byte = static_cast<std::uint8_t>(random());
    return *core::SourceAnchor::from_guid(guid);
}

std::string new_name(std::string_view prefix) {
    std::random_device random;
    return fmt::format("{}{:08x}{:04x}", prefix, random(), random() & 0xffffU);
}

}  // namespace tilbage::contract
