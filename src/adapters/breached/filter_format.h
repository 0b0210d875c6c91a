// The file of breached passwords: a Golomb-coded set (S. W. Golomb, "Run-length encodings", IEEE Transactions on
// Information Theory 12, 1966; as a filter: F. Putze, P. Sanders, J. Singler, "Cache-, Hash- and Space-Efficient Bloom
// Filters", WEA 2007). The first 64 bits of each hash are scaled down to a number below `range`, which is 2^14 times
// the number of hashes; the numbers stand in order, each as its distance from the one before, Rice-coded with 13 bits.
// That is 15.5 bits an entry, 15.8 with the index, near the least that any filter with one false answer in 2^14 can
// have. Hashes come in order, so that it is built in one pass and in memory for the index alone, and a question reads
// the index once and one bucket of some 500 bytes.
//
//   offset  bytes  content, numbers little endian
//        0      8  "TILBRCH1"
//        8      4  version: 1
//       12      4  what was hashed: 1 SHA-1 of UTF-8, 2 MD4 of UTF-16LE (NTLM)
//       16      8  entries
//       24      8  range
//       32      8  buckets: of 2^22 numbers each, (range >> 22) + 1
//       40      8  bytes of the code, a multiple of 8
//       48     32  SHA-256 of code and index
//       80     32  SHA-256 of the 80 bytes above
//      112      …  the code: each bucket's distances, the first one from the bucket's own beginning. A distance is
//                  distance >> 13 ones, a zero, and its lower 13 bits; bits from the lowest of each byte up
//        …      …  the index: buckets + 1 numbers of 8 bytes: the bit at which each bucket begins, and where the last
//        ends
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "crypto/hash.h"

namespace tilbage::adapters::breached {

enum class HashKind : std::uint32_t { sha1 = 1, ntlm = 2 };

// "SHA-1", "NTLM".
[[nodiscard]] std::string_view to_string(HashKind kind);

constexpr std::uint32_t kVersion = 1;
constexpr int kRangeBits = 14;   // one false answer in 2^14 = 16,384
constexpr int kRiceBits = 13;    // the best for distances of 2^14 on average
constexpr int kBucketBits = 22;  // 256 entries on average
constexpr std::size_t kHeaderSize = 112;

struct Header {
    HashKind kind = HashKind::sha1;
    std::uint64_t entries = 0;
    std::uint64_t range = 0;
    std::uint64_t buckets = 0;
    std::uint64_t code_bytes = 0;
    crypto::Digest digest{};  // of code and index

    [[nodiscard]] std::uint64_t index_at() const { return kHeaderSize + code_bytes; }
    [[nodiscard]] std::uint64_t file_size() const { return index_at() + (buckets + 1) * 8; }
    // Of a password that is not on the list: how likely the answer is yes.
    [[nodiscard]] double false_positive_rate() const {
        return range == 0 ? 0 : static_cast<double>(entries) / static_cast<double>(range);
    }
};

using HeaderBytes = std::array<std::uint8_t, kHeaderSize>;
[[nodiscard]] HeaderBytes write_header(const Header& header);
// corrupt: not such a file, of another version, or damaged; the message says which.
[[nodiscard]] base::Result<Header> read_header(const HeaderBytes& bytes);

// The first 64 bits of a hash as a number of this range; keeps their order.
[[nodiscard]] constexpr std::uint64_t scale(std::uint64_t hash, std::uint64_t range) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((Wide{hash} * range) >> 64);
}

}  // namespace tilbage::adapters::breached
