#include "core/identity/enrolment_code.h"

#include <gtest/gtest.h>
#include <set>

#include "crypto/system_random.h"

namespace tilbage::core {
namespace {

TEST(EnrolmentCode, IsFourGroupsOfUnambiguousLetters) {
    crypto::SystemRandom random;
    std::set<char> seen;
    std::set<std::string> codes;
    for (int i = 0; i < 500; ++i) {
        const auto code = new_enrolment_code(random);
        ASSERT_EQ(code.size(), 19U);
        for (std::size_t at : {4U, 9U, 14U}) EXPECT_EQ(code[at], '-');
        seen.insert(code.begin(), code.end());
        codes.insert(code);
    }
    EXPECT_EQ(codes.size(), 500U);
    EXPECT_EQ(seen.size(), 33U) << "32 letters and the hyphen";
    for (const char c : {'I', 'L', 'O', 'U'}) EXPECT_FALSE(seen.contains(c));
}

TEST(EnrolmentCode, IsReadHoweverItIsTyped) {
    const auto digest = enrolment_code_digest("7K2M-9QX4-1B0C-3WNE");
    ASSERT_TRUE(digest);
    EXPECT_EQ(enrolment_code_digest("7k2m9qx41b0c3wne"), digest);
    EXPECT_EQ(enrolment_code_digest(" 7K2M 9QX4 lBoC 3WNE "), digest);
    EXPECT_NE(enrolment_code_digest("7K2M-9QX4-1B0C-3WNF"), digest);
}

TEST(EnrolmentCode, AnythingElseIsNoCode) {
    for (const char* typed : {"", "-", "7K2M-9QX4-1B0C-3WN", "7K2M-9QX4-1B0C-3WNEE", "7K2M-9QX4-1B0C-3WN*",
                              "7K2M-9QX4-1B0C-3WNU", "7K2M-9QX4-1B0C-3WN\xc3\xa6"})
        EXPECT_FALSE(enrolment_code_digest(typed)) << typed;
}

}  // namespace
}  // namespace tilbage::core
