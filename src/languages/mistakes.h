// What is wrong with translations, and with what programs say: for tests, which show it to whoever translates. Each
// line names file, path and what is wrong.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "languages/language_file.h"

namespace tilbage::languages {

// Files that cannot be read, messages that ICU does not take or that say nothing, keys and arguments that English
// lacks, or that English alone has, and cases of a select that English alone has.
[[nodiscard]] std::vector<std::string> mistakes_in(std::span<const LanguageFile> files);

// Whether a program's sources say exactly what stands in a section of English: declarations (message.h) whose key
// English lacks or whose arguments differ, keys that nobody declares, constants that are declared and never used.
// `folder` is read with all below it, tests left out.
[[nodiscard]] std::vector<std::string> mistakes_in_program(const std::filesystem::path& folder,
                                                           std::span<const LanguageFile> files,
                                                           std::string_view section);

}  // namespace tilbage::languages
