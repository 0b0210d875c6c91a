#include "core/directory_setup/guid.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

constexpr const char* kText = "00299570-246d-11d0-a768-00aa006e0529";

TEST(Guids, TextAndBytesAreTheSameThing) {
    const auto parsed = Guid::parse(kText);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->str(), kText);
    EXPECT_EQ(*parsed, guid("00299570-246d-11d0-a768-00aa006e0529"));
    EXPECT_EQ(parsed->bytes[0], 0x70);  // little endian
    EXPECT_EQ(parsed->bytes[8], 0xa7);
    EXPECT_EQ(Guid::parse("00299570-246D-11D0-A768-00AA006E0529"), parsed);
}

TEST(Guids, NothingElseIsOne) {
    for (const auto* text : {"", "00299570", "00299570-246d-11d0-a768-00aa006e052",
                             "00299570-246d-11d0-a768-00aa006e05299", "00299570+246d-11d0-a768-00aa006e0529",
                             "0029957g-246d-11d0-a768-00aa006e0529", "{0299570-246d-11d0-a768-00aa006e0529"}) {
        EXPECT_FALSE(Guid::parse(text)) << text;
    }
}

TEST(Sids, TextAndBytesAreTheSameThing) {
    for (const auto* text : {"S-1-1-0", "S-1-5-32-544", "S-1-5-21-2005048522-305327921-2586667227-1347",
                             "S-1-281474976710655-4294967295", "S-1-5"}) {
        const auto sid = Sid::parse(text);
        ASSERT_TRUE(sid) << text;
        EXPECT_EQ(sid->str(), text);
        const auto& bytes = sid->bytes();
        EXPECT_EQ(Sid::from_bytes({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}), sid);
    }
}

TEST(Sids, NothingElseIsOne) {
    for (const auto* text : {"", "S", "S-1", "S-2-5-32", "T-1-5-32", "S-1-5-", "S-1--5", "S-1-5-4294967296", "S-1-5-x",
                             "S-1-281474976710656-1", "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16"}) {
        EXPECT_FALSE(Sid::parse(text)) << text;
    }
    const std::uint8_t short_one[] = {1, 2, 0, 0, 0, 0, 0, 5, 1, 0, 0, 0};
    EXPECT_FALSE(Sid::from_bytes(short_one));
    const std::uint8_t too_many[] = {1, 16, 0, 0, 0, 0, 0, 5};
    EXPECT_FALSE(Sid::from_bytes(too_many));
    EXPECT_FALSE(Sid::from_bytes({}));
}

}  // namespace
}  // namespace tilbage::core
