#include "core/oauth/client.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

constexpr std::string_view kBase = "https://id.example.org";

TEST(ClientTest, ThePortalHasOneAddress) {
    EXPECT_TRUE(may_redirect_to(Client::portal, "https://id.example.org/portal/callback", kBase));
    for (const auto* wrong :
         {"", "https://id.example.org/portal/callback/", "https://id.example.org/portal/callback?x=1",
          "https://ID.example.org/portal/callback", "http://id.example.org/portal/callback",
          "https://id.example.org:443/portal/callback", "https://id.example.org.evil.example/portal/callback",
          "https://id.example.org@evil.example/portal/callback", "http://127.0.0.1:1234/callback"})
        EXPECT_FALSE(may_redirect_to(Client::portal, wrong, kBase)) << wrong;
}

TEST(ClientTest, TheWizardHasEveryPortOfTheLoopbackAddresses) {
    for (const auto* right : {"http://127.0.0.1:1/callback", "http://127.0.0.1:65535/callback",
                              "http://[::1]:8080/callback", "http://localhost:4711/callback"})
        EXPECT_TRUE(may_redirect_to(Client::connect, right, kBase)) << right;
    for (const auto* wrong :
         {"http://127.0.0.1/callback", "http://127.0.0.1:/callback", "http://127.0.0.1:0/callback",
          "http://127.0.0.1:00080/callback", "http://127.0.0.1:65536/callback", "http://127.0.0.1:+80/callback",
          "http://127.0.0.1:80/callback?x", "http://127.0.0.1:80/x/callback", "http://127.0.0.1:80@evil/callback",
          "https://127.0.0.1:80/callback", "http://127.0.0.2:80/callback", "http://LOCALHOST:80/callback",
          "https://id.example.org/portal/callback"})
        EXPECT_FALSE(may_redirect_to(Client::connect, wrong, kBase)) << wrong;
}

TEST(ClientTest, ClientsAreAClosedList) {
    EXPECT_EQ(parse_client("portal"), Client::portal);
    EXPECT_EQ(parse_client("tilbage-connect"), Client::connect);
    for (const auto* wrong : {"", "Portal", "connect", "portal "}) EXPECT_FALSE(parse_client(wrong)) << wrong;
    EXPECT_TRUE(may_use_device_code(Client::connect));
    EXPECT_FALSE(may_use_device_code(Client::portal));
}

}  // namespace
}  // namespace tilbage::core
