// Where people who cannot help themselves are sent.
#pragma once

#include <string_view>

namespace tilbage::core {

// "mailto:help@example.org", "tel:+4512345678" or "https://help.example.org/…": nothing else, and no script, ever.
[[nodiscard]] bool is_helpdesk_link(std::string_view link);

}  // namespace tilbage::core
