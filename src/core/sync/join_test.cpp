#include "core/sync/join.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

AnchorClaim claim(DirectoryNumber directory, std::uint8_t object, bool own) {
    AnchorClaim made{directory, {}, own};
    made.guid.bytes[0] = object;
    return made;
}

TEST(Settle, NobodyHasWhatNobodyClaims) { EXPECT_EQ(settle({}), Settlement()); }

TEST(Settle, TheOnlyOneHasItByWhicheverRight) {
    EXPECT_EQ(settle({claim(1, 1, true)}).joined, claim(1, 1, true));
    EXPECT_EQ(settle({claim(2, 1, false)}).joined, claim(2, 1, false));
}

TEST(Settle, AnOwnGuidComesBeforeAnyNumberOfOthers) {
    const auto settled = settle({claim(1, 2, false), claim(1, 1, true), claim(2, 3, false)});
    EXPECT_EQ(settled.joined, claim(1, 1, true));
    EXPECT_FALSE(settled.disputed);
}

TEST(Settle, SeveralOfOneRightAreDisputedAlsoAcrossDirectories) {
    EXPECT_EQ(settle({claim(1, 1, false), claim(1, 2, false)}), (Settlement{std::nullopt, true}));
    EXPECT_EQ(settle({claim(1, 1, false), claim(2, 2, false)}), (Settlement{std::nullopt, true}));
    EXPECT_EQ(settle({claim(1, 1, true), claim(2, 1, true), claim(2, 3, false)}), (Settlement{std::nullopt, true}));
}

TEST(AnchorOf, IsTheConsistencyGuidWhereItIsWantedAndHolds16Bytes) {
    StagedObject object;
    object.guid.bytes[0] = 7;
    object.attributes = {{"mS-DS-ConsistencyGuid", {std::string(16, 'x')}}};
    EXPECT_EQ(anchor_of(object, true).str(), "eHh4eHh4eHh4eHh4eHh4eA==");
    EXPECT_EQ(anchor_of(object, false), own_anchor_of(object.guid));
    object.attributes[0].values[0] = "short";
    EXPECT_EQ(anchor_of(object, true), own_anchor_of(object.guid));
}

}  // namespace
}  // namespace tilbage::core
