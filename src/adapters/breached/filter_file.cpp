#include "adapters/breached/filter_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace tilbage::adapters::breached {
namespace {

// Of one bucket in bytes; a whole one has some 500, and damaged numbers are not to ask for a gigabyte.
constexpr std::uint64_t kLargestBucket = std::uint64_t{16} << 20;
constexpr std::size_t kVerifyAtOnce = std::size_t{1} << 20;

std::uint64_t number_at(std::span<const std::uint8_t> bytes, std::size_t at) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) number |= std::uint64_t{bytes[at + i]} << (8 * i);
    return number;
}

// A bucket's distances, one after another.
class Decoder {
public:
    Decoder(std::span<const std::uint8_t> bytes, std::uint64_t begin, std::uint64_t end)
        : bytes_(bytes), at_(begin), end_(end) {}

    // Empty: the end, or what no encoder has written.
    std::optional<std::uint64_t> next() {
        std::uint64_t high = 0;
        while (at_ < end_ && bit()) ++high;
        if (at_ + kRiceBits > end_ || high >> (kBucketBits - kRiceBits) != 0) return std::nullopt;
        std::uint64_t low = 0;
        for (int i = 0; i < kRiceBits; ++i) low |= std::uint64_t{bit()} << i;
        return high << kRiceBits | low;
    }

private:
    bool bit() {
        const auto place = at_++;
        return (bytes_[place / 8] >> (place % 8) & 1) != 0;
    }

    std::span<const std::uint8_t> bytes_;
    std::uint64_t at_;  // in bits
    std::uint64_t end_;
};

}  // namespace

base::Result<std::unique_ptr<FilterFile>> FilterFile::open(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return base::fail(base::ErrorCode::unavailable, fmt::format("{}: {}", file.string(), std::strerror(errno)));
    std::unique_ptr<FilterFile> opened(new FilterFile(descriptor, file));
    struct stat status{};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return opened->corrupt("not a regular file");
    if (static_cast<std::uint64_t>(status.st_size) < kHeaderSize)
        return opened->corrupt("it is cut off, or no list of breached passwords: build it anew");
    HeaderBytes bytes{};
    if (auto done = opened->read(0, bytes); !done) return base::fail(done.error());
    auto header = read_header(bytes);
    if (!header) return opened->corrupt(header.error().message);
    if (static_cast<std::uint64_t>(status.st_size) != header->file_size())
        return opened->corrupt(fmt::format("it has {} bytes and should have {}: it is cut off, build or copy it anew",
                                           status.st_size, header->file_size()));
    opened->header_ = *header;
    return opened;
}

FilterFile::~FilterFile() { ::close(descriptor_); }

base::Result<bool> FilterFile::contains(std::uint64_t hash) const {
    const auto number = scale(hash, header_.range);
    const auto bucket = number >> kBucketBits;
    std::array<std::uint8_t, 16> index{};
    if (auto done = read(header_.index_at() + bucket * 8, index); !done) return base::fail(done.error());
    const auto begin = number_at(index, 0);
    const auto end = number_at(index, 8);
    if (begin > end || end > header_.code_bytes * 8 || (end - begin) / 8 > kLargestBucket)
        return corrupt("its index is damaged: build it anew");
    std::vector<std::uint8_t> code((end + 7) / 8 - begin / 8);
    if (auto done = read(kHeaderSize + begin / 8, code); !done) return base::fail(done.error());
    Decoder decoder(code, begin % 8, begin % 8 + (end - begin));
    std::uint64_t at = bucket << kBucketBits;
    while (const auto distance = decoder.next()) {
        at += *distance;
        if (at >= number) return at == number;
    }
    return false;
}

base::Result<void> FilterFile::verify() const {
    crypto::Sha256 digest;
    std::vector<std::uint8_t> bytes(kVerifyAtOnce);
    const auto end = header_.file_size();
    for (std::uint64_t at = kHeaderSize; at < end; at += bytes.size()) {
        bytes.resize(static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), end - at)));
        if (auto done = read(at, bytes); !done) return done;
        digest.update(bytes);
    }
    if (digest.finish() != header_.digest) return corrupt("it is damaged: build or copy it anew");
    return {};
}

base::Result<void> FilterFile::read(std::uint64_t at, std::span<std::uint8_t> bytes) const {
    while (!bytes.empty()) {
        const auto size = ::pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (size < 0 && errno == EINTR) continue;
        if (size < 0)
            return base::fail(base::ErrorCode::unavailable,
                              fmt::format("{}: {}", file_.string(), std::strerror(errno)));
        if (size == 0) return corrupt("it was cut off while it is in use: build or copy it anew");
        bytes = bytes.subspan(static_cast<std::size_t>(size));
        at += static_cast<std::uint64_t>(size);
    }
    return {};
}

tl::unexpected<base::Error> FilterFile::corrupt(std::string_view what) const {
    return base::fail(base::ErrorCode::corrupt, fmt::format("{}: {}", file_.string(), what));
}

}  // namespace tilbage::adapters::breached
