#include "adapters/ldap/server_address.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tilbage::adapters::ldap {
namespace {

TEST(ServerAddress, TakesLdapsWithOrWithoutAPort) {
    EXPECT_EQ(ServerAddress::parse("ldaps://dc1.example.org")->str(), "ldaps://dc1.example.org:636");
    EXPECT_EQ(ServerAddress::parse("LDAPS://dc1.example.org/")->str(), "ldaps://dc1.example.org:636");
    EXPECT_EQ(ServerAddress::parse("ldaps://10.0.0.1:3269")->str(), "ldaps://10.0.0.1:3269");
    EXPECT_EQ(ServerAddress::parse("ldaps://[fd00::1]:636")->str(), "ldaps://[fd00::1]:636");
    EXPECT_EQ(ServerAddress::parse("ldaps://[fd00::1]")->host, "fd00::1");
}

TEST(ServerAddress, RefusesLdapAndSaysWhatToWrite) {
    const auto refused = ServerAddress::parse("ldap://dc1.example.org");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::ErrorCode::invalid_argument);
    EXPECT_THAT(refused.error().message, testing::HasSubstr("write ldaps://"));
}

TEST(ServerAddress, AKeytabOpensLdap) {
    constexpr auto kKeytab = ServerAddress::SignsInWith::keytab;
    const auto plain = ServerAddress::parse("ldap://dc1.example.org", kKeytab);
    ASSERT_TRUE(plain) << plain.error().message;
    EXPECT_EQ(plain->scheme, ServerAddress::Scheme::ldap);
    EXPECT_EQ(plain->str(), "ldap://dc1.example.org:389");
    EXPECT_EQ(ServerAddress::parse("ldaps://dc1.example.org", kKeytab)->str(), "ldaps://dc1.example.org:636");
    EXPECT_EQ(ServerAddress::parse("ldap://dc1:3268", kKeytab)->str(), "ldap://dc1:3268");
}

TEST(ServerAddress, AKeytabNeedsTheServersName) {
    for (const auto* url : {"ldap://10.0.0.1", "ldaps://10.0.0.1:636", "ldaps://[fd00::1]", "ldap://[::1]:389"}) {
        const auto refused = ServerAddress::parse(url, ServerAddress::SignsInWith::keytab);
        ASSERT_FALSE(refused) << url;
        EXPECT_THAT(refused.error().message, testing::HasSubstr("DNS name"));
    }
}

TEST(ServerAddress, RefusesEverythingElse) {
    for (const auto* url :
         {"", "dc1", "https://dc1", "ldapi://x", "ldaps://", "ldaps:///x", "ldaps://dc1:", "ldaps://dc1:0",
          "ldaps://dc1:65536", "ldaps://dc1:63x", "ldaps://dc1/dc=x", "ldaps://dc1 ldaps://dc2", "ldaps://[::1",
          "ldaps://[::1]636", "ldaps://user@dc1", "ldaps://dc1:636:1"}) {
        EXPECT_FALSE(ServerAddress::parse(url)) << url;
    }
}

}  // namespace
}  // namespace tilbage::adapters::ldap
