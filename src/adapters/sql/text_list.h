// A list of texts in one column: a JSON array.
#pragma once

#include <string>
#include <vector>

namespace tilbage::adapters::sql {

[[nodiscard]] std::string text_list(const std::vector<std::string>& texts);
// What is no such list is an empty one.
[[nodiscard]] std::vector<std::string> read_text_list(const std::string& column);

}  // namespace tilbage::adapters::sql
