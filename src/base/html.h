// Text in a page of HTML.
#pragma once

#include <string>
#include <string_view>

namespace tilbage::base {

// Stands for itself as the content of an element and as the value of an attribute in double quotes (HTML, 13.3); not in
// script, style or a comment.
[[nodiscard]] std::string escape_html(std::string_view text);

}  // namespace tilbage::base
