# cmake -DSECTION=… -DOUTPUT=….cpp -DFILES=a.json;b.json -P embed.cmake: C++ that holds what a language says of itself and one
# section of each file. A language without the section is embedded without it: a test reports what is missing.
set(entries "")
foreach(file IN LISTS FILES)
  get_filename_component(tag "${file}" NAME_WE)
  file(READ "${file}" json)
  string(JSON language ERROR_VARIABLE error GET "${json}" language)
  if(error)
    message(FATAL_ERROR "${file}: ${error}")
  endif()
  string(JSON words ERROR_VARIABLE error GET "${json}" ${SECTION})
  if(error)
    set(words "{}")
  endif()
  string(APPEND entries
      "    {\"${tag}\", R\"json~(\n{\"language\": ${language},\n\"${SECTION}\": ${words}}\n)json~\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "#include <vector>

#include \"languages/embedded.h\"

#pragma clang diagnostic ignored \"-Woverlength-strings\"

namespace tilbage::languages::embedded {

std::span<const LanguageFile> ${SECTION}() {
    static const std::vector<LanguageFile> kFiles = {
${entries}    };
    return kFiles;
}

}  // namespace tilbage::languages::embedded
")
