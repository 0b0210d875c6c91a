// Just enough of a self-relative security descriptor (MS-DTYP 2.4.6) to deny somebody to change their own password.
#pragma once

#include <string>

namespace tilbage::contract {

// `descriptor` holds a DACL and nothing else, as the directory returns it when asked for the DACL.
[[nodiscard]] std::string with_password_change_denied(const std::string& descriptor);

}  // namespace tilbage::contract
