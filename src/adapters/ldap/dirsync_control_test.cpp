#include "adapters/ldap/dirsync_control.h"

#include <gtest/gtest.h>

namespace tilbage::adapters::ldap {
namespace {

std::string bytes(std::initializer_list<int> values) { return {values.begin(), values.end()}; }

TEST(DirSyncControl, asks_for_object_security_and_incremental_values_as_one_negative_number) {
    const auto control = dirsync_control("", 0x100000);
    EXPECT_EQ(control.oid, "1.2.840.113556.1.4.841");
    EXPECT_TRUE(control.critical);
    EXPECT_EQ(control.value,
              bytes({0x30, 0x0d, 0x02, 0x04, 0x80, 0x00, 0x00, 0x01, 0x02, 0x03, 0x10, 0x00, 0x00, 0x04, 0x00}));
}

TEST(DirSyncControl, carries_a_cookie_of_any_bytes) {
    const auto value = dirsync_control(bytes({0x00, 0x04, 0xff}), 1).value;
    EXPECT_EQ(value.substr(value.size() - 5), bytes({0x04, 0x03, 0x00, 0x04, 0xff}));
}

TEST(DirSyncControl, an_answer_tells_whether_there_is_more_and_where_to_go_on) {
    const Control other{"1.2.3", false, "x"};
    const Control answer{std::string(kDirSyncOid), false,
                         bytes({0x30, 0x0a, 0x02, 0x01, 0x01, 0x02, 0x01, 0x00, 0x04, 0x02, 0x00, 0x07})};
    const auto read = read_dirsync_answer({other, answer});
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->more);
    EXPECT_EQ(read->cookie, bytes({0x00, 0x07}));
}

TEST(DirSyncControl, what_is_no_answer_is_none) {
    EXPECT_FALSE(read_dirsync_answer({}));
    EXPECT_FALSE(read_dirsync_answer({{std::string(kDirSyncOid), false, ""}}));
    EXPECT_FALSE(read_dirsync_answer({{std::string(kDirSyncOid), false, bytes({0x30, 0x03, 0x02, 0x01, 0x01})}}));
    EXPECT_FALSE(read_dirsync_answer({{std::string(kDirSyncOid), false, bytes({0x30, 0x7f, 0x02, 0x01})}}));
}

}  // namespace
}  // namespace tilbage::adapters::ldap
