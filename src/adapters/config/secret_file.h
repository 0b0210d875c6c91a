// A secret that stands alone in a file.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "base/secret.h"

namespace tilbage::adapters::config {

// The file's content without a line end after it; at most 64 KiB. permission_denied when group or others may read it.
[[nodiscard]] base::Result<base::SecretBytes> read_secret_file(const std::filesystem::path& path);

}  // namespace tilbage::adapters::config
