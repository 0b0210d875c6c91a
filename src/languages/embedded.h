// What a program carries of languages/*.json: one section of each file, `{"language": …, "<section>": …}`. Each
// function is defined in the library tilbage_words_<section>, which the build makes.
#pragma once

#include <span>

#include "languages/language_file.h"

namespace tilbage::languages::embedded {

[[nodiscard]] std::span<const LanguageFile> mails();  // the tenant's mails and text messages
[[nodiscard]] std::span<const LanguageFile> agent();  // what tilbage-connect says

}  // namespace tilbage::languages::embedded
