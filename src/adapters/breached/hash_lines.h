// Text files of hashes, read from beginning to end.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "adapters/breached/filter_format.h"

namespace tilbage::adapters::breached {

// One thread.
class HashLines {
public:
    // unavailable: it cannot be opened.
    [[nodiscard]] static base::Result<HashLines> open(const std::filesystem::path& file);
    HashLines(HashLines&& other) noexcept;
    HashLines& operator=(HashLines&&) = delete;
    HashLines(const HashLines&) = delete;
    HashLines& operator=(const HashLines&) = delete;
    ~HashLines();

    // The first 64 bits of the next line's hash; empty at the end. invalid_argument: the line is no hash of the first
    // line's kind, or not in order.
    [[nodiscard]] base::Result<std::optional<std::uint64_t>> next();
    // Of the first line; known after the first next().
    [[nodiscard]] HashKind kind() const { return kind_; }
    [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }
    [[nodiscard]] std::uint64_t file_size() const { return file_size_; }
    // How many lines the file has: counted where it is small, else told by samples of it. Leaves the position alone.
    [[nodiscard]] base::Result<std::uint64_t> estimate_lines() const;

private:
    HashLines(int descriptor, std::uint64_t file_size);
    // False at the end of the file.
    [[nodiscard]] base::Result<bool> fill();
    [[nodiscard]] base::Result<std::optional<std::string_view>> next_line();
    [[nodiscard]] tl::unexpected<base::Error> wrong(std::string_view what) const;

    int descriptor_;
    std::uint64_t file_size_;
    std::uint64_t bytes_read_ = 0;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::uint64_t line_ = 0;
    std::uint64_t last_ = 0;
    HashKind kind_ = HashKind::sha1;
};

}  // namespace tilbage::adapters::breached
