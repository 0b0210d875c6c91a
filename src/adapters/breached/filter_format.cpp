#include "adapters/breached/filter_format.h"

#include <algorithm>
#include <fmt/format.h>
#include <span>

namespace tilbage::adapters::breached {
namespace {

constexpr std::string_view kMagic = "TILBRCH1";
constexpr std::size_t kDigestAt = 48;
constexpr std::size_t kSignedBytes = 80;

template <class Number>
void put(HeaderBytes& bytes, std::size_t at, Number number) {
    for (std::size_t i = 0; i < sizeof number; ++i) bytes[at + i] = static_cast<std::uint8_t>(number >> (8 * i));
}

template <class Number>
Number get(const HeaderBytes& bytes, std::size_t at) {
    Number number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i) number |= static_cast<Number>(Number{bytes[at + i]} << (8 * i));
    return number;
}

crypto::Digest digest_of(const HeaderBytes& bytes) {
    return crypto::sha256(std::span<const std::uint8_t>(bytes).first(kSignedBytes));
}

tl::unexpected<base::Error> corrupt(std::string message) {
    return base::fail(base::ErrorCode::corrupt, std::move(message));
}

}  // namespace

std::string_view to_string(HashKind kind) { return kind == HashKind::sha1 ? "SHA-1" : "NTLM"; }

HeaderBytes write_header(const Header& header) {
    HeaderBytes bytes{};
    std::ranges::copy(kMagic, bytes.begin());
    put(bytes, 8, kVersion);
    put(bytes, 12, static_cast<std::uint32_t>(header.kind));
    put(bytes, 16, header.entries);
    put(bytes, 24, header.range);
    put(bytes, 32, header.buckets);
    put(bytes, 40, header.code_bytes);
    std::ranges::copy(header.digest, bytes.begin() + kDigestAt);
    std::ranges::copy(digest_of(bytes), bytes.begin() + kSignedBytes);
    return bytes;
}

base::Result<Header> read_header(const HeaderBytes& bytes) {
    if (!std::equal(kMagic.begin(), kMagic.end(), bytes.begin()))
        return corrupt("it is no list of breached passwords that tilbage-connect breached build has made");
    const auto version = get<std::uint32_t>(bytes, 8);
    if (version != kVersion)
        return corrupt(
            fmt::format("it is of version {}, this program reads version {}: build it anew", version, kVersion));
    const auto digest = digest_of(bytes);
    if (!std::equal(digest.begin(), digest.end(), bytes.begin() + kSignedBytes))
        return corrupt("its beginning is damaged: build it anew");
    Header header;
    const auto kind = get<std::uint32_t>(bytes, 12);
    if (kind != 1 && kind != 2) return corrupt("it is of hashes that this program does not know");
    header.kind = static_cast<HashKind>(kind);
    header.entries = get<std::uint64_t>(bytes, 16);
    header.range = get<std::uint64_t>(bytes, 24);
    header.buckets = get<std::uint64_t>(bytes, 32);
    header.code_bytes = get<std::uint64_t>(bytes, 40);
    std::copy_n(bytes.begin() + kDigestAt, header.digest.size(), header.digest.begin());
    constexpr std::uint64_t kMost = std::uint64_t{1} << 48;  // of anything; sums of these do not overflow
    const bool plausible = header.range > 0 && header.range < kMost * 4 && header.code_bytes < kMost &&
                           header.code_bytes % 8 == 0 && header.buckets == (header.range >> kBucketBits) + 1;
    if (!plausible) return corrupt("its numbers do not fit together: build it anew");
    return header;
}

}  // namespace tilbage::adapters::breached
