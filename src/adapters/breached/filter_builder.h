// Builds the file of breached passwords from a text file of their hashes, in one pass.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "adapters/breached/filter_format.h"

namespace tilbage::adapters::breached {

struct Built {
    HashKind kind = HashKind::sha1;
    std::uint64_t entries = 0;
    std::uint64_t bytes = 0;  // of the file
    double false_positive_rate = 0;
};

// Bytes read so far, of how many. Called every 64 MiB or so.
using Progress = std::function<void(std::uint64_t, std::uint64_t)>;

// `from` as Pwned Passwords has it: a line a hash in hexadecimal, SHA-1 (40 digits) or NTLM (32), ordered by hash, with
// or without ":count" after it; CRLF or LF. `out` appears whole or not at all, and an older one is replaced at once.
// Memory: 8 bytes for each 256 hashes, and buffers. invalid_argument names the line that is wrong or out of order;
// unavailable: a file cannot be read or written. Any thread; takes as long as reading the file does.
[[nodiscard]] base::Result<Built> build_filter(const std::filesystem::path& from, const std::filesystem::path& out,
                                               const Progress& progress = {});

}  // namespace tilbage::adapters::breached
