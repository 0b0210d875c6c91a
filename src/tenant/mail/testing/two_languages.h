// For tests: the installation as if it had these languages, whatever files have joined since.
#pragma once

#include <vector>

#include "languages/embedded.h"
#include "languages/languages.h"

namespace tilbage::tenant::testing {

inline std::vector<languages::LanguageFile> two_language_files() {
    std::vector<languages::LanguageFile> files;
    for (const auto& file : languages::embedded::mails())
        if (file.tag == "en" || file.tag == "da") files.push_back(file);
    return files;
}

inline const languages::Languages& english_and_danish() {
    static const languages::Languages kLanguages(two_language_files(), "mails");
    return kLanguages;
}

}  // namespace tilbage::tenant::testing
