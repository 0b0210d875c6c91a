// Access control lists as text (MS-DTYP §2.5.1): what the schema's defaults and samba-tool speak.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/directory_setup/security_descriptor.h"

namespace tilbage::core {

// "(OA;CIIO;CR;0029…;bf96…;S-1-5-…)". For entries that are read; "" for others.
[[nodiscard]] std::string to_sddl(const Ace& ace);

// The entries of "(A;;RP;;;WD)(OA;…)". `domain` is the SID that DA, EA and their like are relative to; entries with a
// trustee that cannot be told (such an alias without `domain`, or an unknown one) are left out. Empty optional: not
// such a text.
[[nodiscard]] std::optional<std::vector<Ace>> parse_sddl_aces(std::string_view text,
                                                              const std::optional<Sid>& domain = std::nullopt);
// "[O:…][G:…]D:[flags](…)…[S:…]": the DACL and its flags.
[[nodiscard]] std::optional<SecurityDescriptor> parse_sddl(std::string_view text,
                                                           const std::optional<Sid>& domain = std::nullopt);

}  // namespace tilbage::core
