#include "adapters/http/internal/client_address.h"

#include <gtest/gtest.h>

namespace tilbage::adapters::http::internal {
namespace {

std::string client(const std::vector<std::string>& trusted, const std::string& peer,
                   const std::vector<Header>& headers) {
    Request request;
    request.headers = headers;
    const auto proxies = TrustedProxies::parse(trusted);
    return proxies ? proxies->client_of(peer, request) : proxies.error().message;
}

TEST(ClientAddress, IsThePeersUnlessThatIsATrustedProxy) {
    const std::vector<Header> headers = {{"X-Forwarded-For", "203.0.113.9"}};
    EXPECT_EQ(client({}, "192.0.2.1", headers), "192.0.2.1");
    EXPECT_EQ(client({"10.0.0.1"}, "192.0.2.1", headers), "192.0.2.1");
    EXPECT_EQ(client({"192.0.2.1"}, "192.0.2.1", headers), "203.0.113.9");
}

TEST(ClientAddress, IsTheRightMostThatIsNoTrustedProxy) {
    const std::vector<Header> headers = {{"x-forwarded-for", "198.51.100.1, 203.0.113.9"},
                                         {"X-Forwarded-For", "10.1.2.3"}};
    EXPECT_EQ(client({"10.0.0.0/8"}, "10.0.0.1", headers), "203.0.113.9");
}

TEST(ClientAddress, StaysWithTheLastGoodOneWhenTheListIsBroken) {
    EXPECT_EQ(client({"10.0.0.0/8"}, "10.0.0.1", {{"X-Forwarded-For", "203.0.113.9, unknown"}}), "10.0.0.1");
    EXPECT_EQ(client({"10.0.0.0/8"}, "10.0.0.1", {{"X-Forwarded-For", ""}}), "10.0.0.1");
    EXPECT_EQ(client({"10.0.0.0/8"}, "10.0.0.1", {{"X-Forwarded-For", "10.0.0.2"}}), "10.0.0.2");
}

TEST(ClientAddress, TreatsMappedAddressesAsIpv4) {
    EXPECT_EQ(client({}, "::ffff:192.0.2.1", {}), "192.0.2.1");
    EXPECT_EQ(client({"192.0.2.0/24"}, "::ffff:192.0.2.1", {{"X-Forwarded-For", "2001:DB8::1"}}), "2001:db8::1");
}

TEST(ClientAddress, KnowsBlocks) {
    const std::vector<Header> headers = {{"X-Forwarded-For", "203.0.113.9"}};
    EXPECT_EQ(client({"192.0.2.128/25"}, "192.0.2.200", headers), "203.0.113.9");
    EXPECT_EQ(client({"192.0.2.128/25"}, "192.0.2.100", headers), "192.0.2.100");
    EXPECT_EQ(client({"2001:db8::/32"}, "2001:db8:1::5", headers), "203.0.113.9");
    EXPECT_EQ(client({"0.0.0.0/0"}, "2001:db8::1", headers), "2001:db8::1");
}

TEST(ClientAddress, WrongBlocksAreNamed) {
    for (const char* text : {"", "proxy.example.org", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8x", "::/129", "10.0.0"}) {
        const auto proxies = TrustedProxies::parse({text});
        ASSERT_FALSE(proxies) << text;
        EXPECT_NE(proxies.error().message.find(std::string("\"") + text), std::string::npos);
    }
}

}  // namespace
}  // namespace tilbage::adapters::http::internal
