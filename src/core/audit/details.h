// Small pieces of the flat JSON objects in audit records.
#pragma once

#include <string>
#include <string_view>

namespace tilbage::core {

// A JSON string (RFC 8259 §7) of whatever people or a directory put there.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace tilbage::core
