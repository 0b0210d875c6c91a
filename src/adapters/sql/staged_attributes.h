// The attributes of a staged object in one BLOB: lengths as LEB128 numbers, well-known names by their place in a list.
#pragma once

#include <vector>

#include "base/encoding.h"
#include "base/result.h"
#include "core/sync/staged_object.h"

namespace tilbage::adapters::sql {

[[nodiscard]] base::Bytes encode_staged_attributes(const std::vector<core::StagedAttribute>& attributes);
// corrupt: nothing that encode_staged_attributes() has written.
[[nodiscard]] base::Result<std::vector<core::StagedAttribute>> decode_staged_attributes(
    std::span<const std::uint8_t> bytes);

}  // namespace tilbage::adapters::sql
