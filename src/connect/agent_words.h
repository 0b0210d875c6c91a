// The languages that the agent speaks: section `agent` of languages/*.json.
#pragma once

#include "languages/languages.h"

namespace tilbage::connect {

// Read once. Any thread.
[[nodiscard]] const languages::Languages& agent_languages();

}  // namespace tilbage::connect
