// The key beside the store, so that a copy of the store alone lets nobody search for one-time codes or read the second
// factors of administrators.
#pragma once

#include <filesystem>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

namespace tilbage::tenant {

// "<store>.code-key"
[[nodiscard]] std::filesystem::path code_key_file(const std::filesystem::path& store);
// Made (0600) when it is not there yet. Without it, codes that are on their way stop working, and administrators
// enrol their second factors anew (tilbage-tenant admin reset-second-factor).
[[nodiscard]] base::Result<base::SecretBytes> load_or_make_code_key(const std::filesystem::path& file,
                                                                    base::Random& random);

}  // namespace tilbage::tenant
