#include "adapters/ldap/sign_in.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

namespace tilbage::adapters::ldap {
namespace {

using core::SignIn;

BindAnswer refused(std::string_view sub_code) {
    return {49, fmt::format("80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data {}, v1db1",
                            sub_code)};
}

TEST(SignIn, TheSubCodeTellsWhatKeepsThePersonOut) {
    EXPECT_EQ(sign_in_of({0, ""}), SignIn::ok);
    EXPECT_EQ(sign_in_of(refused("52e")), SignIn::wrong);
    EXPECT_EQ(sign_in_of(refused("525")), SignIn::wrong);
    EXPECT_EQ(sign_in_of(refused("532")), SignIn::expired_password);
    EXPECT_EQ(sign_in_of(refused("533")), SignIn::disabled);
    EXPECT_EQ(sign_in_of(refused("701")), SignIn::expired_account);
    EXPECT_EQ(sign_in_of(refused("773")), SignIn::must_change);
    EXPECT_EQ(sign_in_of(refused("530")), SignIn::not_now);
    EXPECT_EQ(sign_in_of(refused("531")), SignIn::not_here);
    EXPECT_EQ(sign_in_of(refused("775")), SignIn::locked);
}

TEST(SignIn, WhatIsNotKnownProvesNothing) {
    EXPECT_EQ(sign_in_of(refused("568")), SignIn::other);
    EXPECT_EQ(sign_in_of(refused("")), SignIn::other);
    EXPECT_EQ(sign_in_of({49, "Invalid credentials"}), SignIn::other);
    EXPECT_EQ(sign_in_of({51, "busy, data 773, v1db1"}), SignIn::other);
    EXPECT_FALSE(core::proves_password(SignIn::other));
}

}  // namespace
}  // namespace tilbage::adapters::ldap
