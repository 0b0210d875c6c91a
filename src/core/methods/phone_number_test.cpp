#include "core/methods/phone_number.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

TEST(PhoneNumber, TakesANumberHoweverPeopleAndDirectoriesWriteIt) {
    for (const auto* typed : {"+4512345678", "+45 12 34 56 78", "0045 12345678", " +45-12.34/56 78", "+45 12345678 x12",
                              "+45 12345678 ext. 9"}) {
        EXPECT_EQ(to_e164(typed), "+4512345678") << typed;
    }
    EXPECT_EQ(to_e164("+44 (0)20 7946 0000"), "+442079460000");
}

TEST(PhoneNumber, ANationalNumberNeedsItsCountry) {
    EXPECT_EQ(to_e164("12345678"), std::nullopt);
    EXPECT_EQ(to_e164("12345678", "DK"), "+4512345678");
    EXPECT_EQ(to_e164("070-123 45 67", "se"), "+46701234567");
    EXPECT_EQ(to_e164("12345678", "XX"), std::nullopt);
}

TEST(PhoneNumber, TheCountryChangesNothingAboutAWholeNumber) {
    EXPECT_EQ(to_e164("+46701234567", "DK"), "+46701234567");
}

TEST(PhoneNumber, RefusesWhatNoProviderCouldReach) {
    for (const auto* typed : {"", "+", "hello", "+45 1234", "+0123456789", "+1234567890123456", "+45+12345678",
                              "12345678;DROP", "+45123456７8"}) {
        EXPECT_EQ(to_e164(typed), std::nullopt) << typed;
    }
}

}  // namespace
}  // namespace tilbage::core
