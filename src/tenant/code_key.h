// The key of the one-time codes' HMAC, in a file beside the store, so that a copy of the store alone lets nobody search
// for codes.
#pragma once

#include <filesystem>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

namespace tilbage::tenant {

// "<store>.code-key"
[[nodiscard]] std::filesystem::path code_key_file(const std::filesystem::path& store);
// Made (0600) when it is not there yet. Without it, codes that are on their way stop working; nothing else is lost.
[[nodiscard]] base::Result<base::SecretBytes> load_or_make_code_key(const std::filesystem::path& file,
                                                                    base::Random& random);

}  // namespace tilbage::tenant
