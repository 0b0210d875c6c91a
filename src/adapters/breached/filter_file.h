// A file of breached passwords, asked.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "adapters/breached/filter_format.h"

namespace tilbage::adapters::breached {

// Any thread. Reads with pread(2) and not through a mapping: where the disk fails or somebody cuts the file, that is an
// error and not a signal that ends the agent; the operating system's cache serves both alike.
class FilterFile {
public:
    // Looks at the beginning and the size, not at all of it. unavailable: it cannot be opened or read; corrupt: not
    // such a file, of another version, cut off or damaged. Messages begin with the file's name.
    [[nodiscard]] static base::Result<std::unique_ptr<FilterFile>> open(const std::filesystem::path& file);
    ~FilterFile();
    FilterFile(const FilterFile&) = delete;
    FilterFile& operator=(const FilterFile&) = delete;

    [[nodiscard]] const Header& header() const noexcept { return header_; }
    // `hash`: the first 64 bits, the first byte being the highest. Two reads of some hundred bytes.
    [[nodiscard]] base::Result<bool> contains(std::uint64_t hash) const;
    // Reads all of it and compares it with the digest in its header; corrupt: it is another.
    [[nodiscard]] base::Result<void> verify() const;

private:
    FilterFile(int descriptor, std::filesystem::path file) : descriptor_(descriptor), file_(std::move(file)) {}
    [[nodiscard]] base::Result<void> read(std::uint64_t at, std::span<std::uint8_t> bytes) const;
    [[nodiscard]] tl::unexpected<base::Error> corrupt(std::string_view what) const;

    const int descriptor_;
    const std::filesystem::path file_;
    Header header_;
};

}  // namespace tilbage::adapters::breached
