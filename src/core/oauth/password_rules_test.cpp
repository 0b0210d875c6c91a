#include "core/oauth/password_rules.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

std::optional<std::string> complaint(std::string_view password) {
    return password_complaint(*PasswordText::from_utf8(base::SecretBytes::copy_of(password)), "grete.holm@ex1.test",
                              "Grete Holm");
}

TEST(PasswordRulesTest, TwelveCharactersThatBelongToNobodyAreTaken) {
    for (const auto* good :
         {"rosa-kaktus-42", "7hM#qZ2!vLp9", "kanel og snegle", "blåbærgrød i maj", "tester en hest i vinterfrakke"})
        EXPECT_FALSE(complaint(good)) << good << ": " << *complaint(good);
}

TEST(PasswordRulesTest, FewerAreTooShort) {
    EXPECT_TRUE(complaint("rosa-kaktus"));
    EXPECT_NE(complaint("x")->find("12"), std::string::npos);
}

TEST(PasswordRulesTest, NamesAreNoPasswords) {
    for (const auto* bad : {"grete.holm@ex1.test", "GRETE.HOLM-2026!", "min-ven-grete-her", "holm-og-bakke-1"})
        EXPECT_TRUE(complaint(bad)) << bad;
}

TEST(PasswordRulesTest, WhatEverybodyTriesFirstIsRefused) {
    for (const auto* bad : {"password1234", "P@ssw0rd1234!", "Velkommen2026", "adgangskode12", "Sommer2026!!!",
                            "aaaaaaaaaaaa", "121212121212", "123456789012", "qwertyuiop12", "AdminAdmin2026",
                            "abcdefghijkl", "111122223333", "Welcome-Admin-1"})
        EXPECT_TRUE(complaint(bad)) << bad;
}

TEST(PasswordRulesTest, AComplaintNeverRepeatsThePassword) {
    EXPECT_EQ(complaint("password1234")->find("password1234"), std::string::npos);
}

}  // namespace
}  // namespace tilbage::core
