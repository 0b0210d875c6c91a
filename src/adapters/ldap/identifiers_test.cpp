#include "adapters/ldap/identifiers.h"

#include <array>
#include <gtest/gtest.h>
#include <vector>

namespace tilbage::adapters::ldap {
namespace {

TEST(Guid, TheFirstThreeFieldsAreLittleEndian) {
    const std::array<std::uint8_t, 16> guid{0x48, 0xf3, 0xf9, 0x55, 0x29, 0xb4, 0x02, 0x4a,
                                            0x83, 0x72, 0x91, 0xbc, 0x1e, 0x5e, 0xa8, 0x69};
    EXPECT_EQ(guid_to_text(guid), "55f9f348-b429-4a02-8372-91bc1e5ea869");
    EXPECT_EQ(guid_dn(guid_to_text(guid)), "<GUID=55f9f348-b429-4a02-8372-91bc1e5ea869>");
    EXPECT_EQ(guid_to_text(std::span(guid).first(15)), "");
}

TEST(Sid, IsWrittenAsWindowsWritesIt) {
    const std::vector<std::uint8_t> users{1, 2, 0, 0, 0, 0, 0, 5, 0x20, 0, 0, 0, 0x21, 2, 0, 0};
    EXPECT_EQ(sid_to_text(users), "S-1-5-32-545");
    const std::vector<std::uint8_t> large{1, 1, 0, 0, 0, 0, 0, 5, 0xff, 0xff, 0xff, 0xff};
    EXPECT_EQ(sid_to_text(large), "S-1-5-4294967295");
}

TEST(Sid, BytesOfTheWrongLengthAreNone) {
    EXPECT_EQ(sid_to_text(std::vector<std::uint8_t>{}), std::nullopt);
    EXPECT_EQ(sid_to_text(std::vector<std::uint8_t>{1, 2, 0, 0, 0, 0, 0, 5, 0x20, 0, 0, 0}), std::nullopt);
    EXPECT_EQ(sid_to_text(std::vector<std::uint8_t>{2, 0, 0, 0, 0, 0, 0, 5}), std::nullopt);
}

TEST(FilterValue, NothingInItCanEndTheFilter) {
    EXPECT_EQ(escape_filter_value("abc09"), "abc09");
    EXPECT_EQ(escape_filter_value("*)(a=\\"), "\\2a\\29\\28a\\3d\\5c");
    EXPECT_EQ(escape_filter_value(std::string_view("\0\xff", 2)), "\\00\\ff");
}

}  // namespace
}  // namespace tilbage::adapters::ldap
