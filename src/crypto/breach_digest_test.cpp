#include "crypto/breach_digest.h"

#include <gtest/gtest.h>

#include "base/encoding.h"

namespace tilbage::crypto {
namespace {

TEST(BreachDigest, Sha1IsThatOfFips180) {
    EXPECT_EQ(sha1_prefix(base::as_bytes("abc")), 0xa9993e364706816aULL);
    EXPECT_EQ(sha1_prefix(base::as_bytes("password")), 0x5baa61e4c9b93f3fULL);
}

TEST(BreachDigest, TheNtHashIsMd4OfUtf16) {
    const std::string utf16("p\0a\0s\0s\0w\0o\0r\0d\0", 16);
    EXPECT_EQ(nt_hash_prefix(base::as_bytes(utf16)).value(), 0x8846f7eaee8fb117ULL);
}

}  // namespace
}  // namespace tilbage::crypto
