#include "core/sync/password_expiries.h"

#include <gtest/gtest.h>
#include <limits>

namespace tilbage::core {
namespace {

constexpr std::int64_t kDay = 864'000'000'000;
constexpr auto kNever = std::numeric_limits<std::int64_t>::max();

std::vector<StagedAttribute> account(std::int64_t control, const std::string& set) {
    std::vector<StagedAttribute> attributes{{"userAccountControl", {std::to_string(control)}}};
    if (!set.empty()) attributes.push_back({"pwdLastSet", {set}});
    return attributes;
}

TEST(PasswordExpiryUnder, APolicyCountsFromTheDayThePasswordWasSet) {
    EXPECT_EQ(password_expiry_under(42 * kDay, account(0x200, "133000000000000000")),
              133'000'000'000'000'000 + 42 * kDay);
    EXPECT_EQ(password_expiry_under(0, account(0x200, "133000000000000000")), kNever) << "for ever";
}

TEST(PasswordExpiryUnder, WhoMustChangeItHasNoneLeft) {
    EXPECT_EQ(password_expiry_under(42 * kDay, account(0x200, "0")), 0);
    EXPECT_EQ(password_expiry_under(42 * kDay, account(0x200, "")), 0);
}

TEST(PasswordExpiryUnder, SomeAccountsNeverExpire) {
    for (const std::int64_t control : {0x10200, 0x40200, 0x1000, 0x2000, 0x800})
        EXPECT_EQ(password_expiry_under(42 * kDay, account(control, "133000000000000000")), kNever) << control;
    EXPECT_EQ(password_expiry_under(42 * kDay, account(0x200, std::to_string(kNever))), kNever) << "no overflow";
}

TEST(PasswordExpiryUnder, NeverIsStagedAsNothing) {
    EXPECT_TRUE(expiry_attribute(kNever).values.empty());
    EXPECT_TRUE(expiry_attribute(std::nullopt).values.empty());
    EXPECT_EQ(expiry_attribute(5).values, std::vector<std::string>{"5"});
}

}  // namespace
}  // namespace tilbage::core
