#include "adapters/breached/hash_lines.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace tilbage::adapters::breached {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 20;
constexpr std::size_t kSample = std::size_t{1} << 16;
constexpr std::uint64_t kSamples = 256;
constexpr std::size_t kSha1Digits = 40;
constexpr std::size_t kNtlmDigits = 32;
constexpr std::size_t kKeyDigits = 16;  // 64 bits

constexpr std::array<std::int8_t, 256> kHexValues = [] {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (int i = 0; i < 10; ++i) values[static_cast<std::size_t>('0' + i)] = static_cast<std::int8_t>(i);
    for (int i = 0; i < 6; ++i) {
        values[static_cast<std::size_t>('A' + i)] = static_cast<std::int8_t>(10 + i);
        values[static_cast<std::size_t>('a' + i)] = static_cast<std::int8_t>(10 + i);
    }
    return values;
}();

int hex_value(char c) { return kHexValues[static_cast<unsigned char>(c)]; }

std::size_t hex_digits(std::string_view line) {
    std::size_t digits = 0;
    while (digits < line.size() && hex_value(line[digits]) >= 0) ++digits;
    return digits;
}

tl::unexpected<base::Error> not_readable(std::string_view what) {
    return base::fail(base::ErrorCode::unavailable, fmt::format("{}: {}", what, std::strerror(errno)));
}

}  // namespace

base::Result<HashLines> HashLines::open(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return not_readable(file.string());
    struct stat status{};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return base::fail(base::ErrorCode::unavailable, file.string() + ": not a regular file");
    }
    return HashLines(descriptor, static_cast<std::uint64_t>(status.st_size));
}

HashLines::HashLines(int descriptor, std::uint64_t file_size)
    : descriptor_(descriptor), file_size_(file_size), buffer_(kBuffer) {}

HashLines::HashLines(HashLines&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      file_size_(other.file_size_),
      bytes_read_(other.bytes_read_),
      buffer_(std::move(other.buffer_)),
      begin_(other.begin_),
      end_(other.end_),
      line_(other.line_),
      last_(other.last_),
      kind_(other.kind_) {}

HashLines::~HashLines() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

base::Result<std::uint64_t> HashLines::estimate_lines() const {
    const bool whole = file_size_ <= kSamples * kSample;
    const auto step = whole ? kSample : file_size_ / kSamples;
    std::vector<char> sample(kSample);
    std::uint64_t lines = 0;
    std::uint64_t seen = 0;
    for (std::uint64_t at = 0; at < file_size_; at += step) {
        const auto size = ::pread(descriptor_, sample.data(), sample.size(), static_cast<off_t>(at));
        if (size < 0) return not_readable("read");
        lines += static_cast<std::uint64_t>(std::count(sample.data(), sample.data() + size, '\n'));
        seen += static_cast<std::uint64_t>(size);
    }
    if (whole || seen == 0) return lines + 1;
    return static_cast<std::uint64_t>(static_cast<double>(lines) / static_cast<double>(seen) *
                                      static_cast<double>(file_size_)) +
           1;
}

base::Result<bool> HashLines::fill() {
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
    end_ -= std::exchange(begin_, 0);
    if (end_ == buffer_.size()) return wrong("is too long");
    const auto size = ::read(descriptor_, buffer_.data() + end_, buffer_.size() - end_);
    if (size < 0) return not_readable("read");
    end_ += static_cast<std::size_t>(size);
    bytes_read_ += static_cast<std::uint64_t>(size);
    return size > 0;
}

base::Result<std::optional<std::string_view>> HashLines::next_line() {
    ++line_;
    while (true) {
        const auto* const begin = buffer_.data() + begin_;
        const auto* const newline = static_cast<const char*>(std::memchr(begin, '\n', end_ - begin_));
        if (newline != nullptr) {
            const std::string_view line(begin, static_cast<std::size_t>(newline - begin));
            begin_ += line.size() + 1;
            return line;
        }
        const auto more = fill();
        if (!more) return base::fail(more.error());
        if (*more) continue;
        if (begin_ == end_) return std::nullopt;
        const std::string_view line(buffer_.data() + begin_, end_ - begin_);
        begin_ = end_;
        return line;
    }
}

base::Result<std::optional<std::uint64_t>> HashLines::next() {
    const auto found = next_line();
    if (!found) return base::fail(found.error());
    if (!*found) return std::nullopt;
    auto line = **found;
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto digits = hex_digits(line);
    if (line_ == 1 && digits == kNtlmDigits) kind_ = HashKind::ntlm;
    const bool right = digits == (kind_ == HashKind::sha1 ? kSha1Digits : kNtlmDigits);
    if (!right || (line.size() > digits && line[digits] != ':'))
        return wrong(
            "is not a hash as the first one: 40 (SHA-1) or 32 (NTLM) hexadecimal digits, then nothing or :count");
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < kKeyDigits; ++i) hash = hash << 4 | static_cast<std::uint64_t>(hex_value(line[i]));
    if (hash < last_) return wrong("is not in order: the file must be ordered by hash (LC_ALL=C sort)");
    last_ = hash;
    return hash;
}

tl::unexpected<base::Error> HashLines::wrong(std::string_view what) const {
    return base::fail(base::ErrorCode::invalid_argument, fmt::format("line {} {}", line_, what));
}

}  // namespace tilbage::adapters::breached
