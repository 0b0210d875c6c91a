// objectGUID as people write it. Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/sync/object_guid.h"

namespace tilbage::core {

// "48f3f955-29b4-…": the first three fields are little endian in the directory's order (MS-DTYP 2.3.4.3).
[[nodiscard]] std::string to_text(const ObjectGuid& guid);
// Letter case is free; braces around it, as some tools print them, are taken. Empty optional: no GUID, or the nil one.
[[nodiscard]] std::optional<ObjectGuid> parse_guid(std::string_view text);

}  // namespace tilbage::core
