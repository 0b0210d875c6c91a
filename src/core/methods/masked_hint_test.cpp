#include "core/methods/masked_hint.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

TEST(MaskedHint, ShowsTheBeginningsOfAnAddress) {
    EXPECT_EQ(masked_address("anna@home.dk"), "a•••@h•••");
    EXPECT_EQ(masked_address("ø@å.dk"), "ø•••@å•••");
}

TEST(MaskedHint, TellsNothingAboutLengths) {
    EXPECT_EQ(masked_address("a@h.dk"), masked_address("annabella@huge.department.dk"));
    EXPECT_EQ(masked_number("+4512345678"), masked_number("+4670123456778"));
}

TEST(MaskedHint, ShowsTwoDigitsOfANumber) { EXPECT_EQ(masked_number("+4512345678"), "••• 78"); }

TEST(MaskedHint, IsEmptyForWhatIsNeither) {
    for (const auto* text : {"", "anna", "@home.dk", "anna@"}) EXPECT_EQ(masked_address(text), "") << text;
    EXPECT_EQ(masked_number("12"), "");
}

}  // namespace
}  // namespace tilbage::core
