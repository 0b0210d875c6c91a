#include <atomic>
#include <future>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/ldap/connection.h"
#include "adapters/ldap/testing/ldap_peer.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using base::Millis;
using ::testing::ElementsAre;
using testing::LdapPeer;
using testing::Peer;
using testing::Request;

const SearchRequest kEverything{.base = "DC=ex1,DC=test", .scope = SearchRequest::Scope::subtree, .attributes = {}};
const Patience kPatient{.until_first = Millis(10'000), .between = Millis(10'000)};

bool asks_for_everything(const Request& request) { return request.body.find("DC=ex1,DC=test") != std::string::npos; }

class SearchEach : public ::testing::Test {
protected:
    // `answer` is the peer's to everything but the root DSE.
    Connection& open(std::function<void(Peer&, const Request&)> answer) {
        peer_ =
            std::make_unique<LdapPeer>(authority_.issue({"IP:127.0.0.1"}),
                                       LdapPeer::Behaviour{.on_search = [answer](Peer& peer, const Request& request) {
                                           if (!asks_for_everything(request)) return false;
                                           answer(peer, request);
                                           return true;
                                       }});
        auto connection =
            Connection::open(*ServerAddress::parse(peer_->url()), authority_.ca_file(), Deadline::in(Millis(10'000)));
        if (!connection) throw std::runtime_error(connection.error().message);
        connection_ = std::move(*connection);
        return *connection_;
    }
    std::function<base::Result<void>(Entry)> note() {
        return [this](const Entry& entry) {
            names_.push_back(entry.dn);
            return base::Result<void>();
        };
    }

    std::vector<std::string> names_;

private:
    tilbage::testing::TestAuthority authority_;
    std::unique_ptr<LdapPeer> peer_;
    std::unique_ptr<Connection> connection_;
};

TEST_F(SearchEach, hands_over_what_has_come_before_the_rest_is_there) {
    std::promise<void> seen;
    auto was_seen = seen.get_future().share();
    auto& connection = open([was_seen](Peer& peer, const Request& request) {
        send_entry(peer, request, "CN=first", {{"cn", {"first"}}});
        was_seen.wait();
        send_entry(peer, request, "CN=second", {{"cn", {"second"}}});
        send_result(peer, request, 0);
    });
    const auto end = connection.search_each(kEverything, kPatient, [&](const Entry& entry) {
        if (names_.empty()) seen.set_value();
        names_.push_back(entry.dn);
        return base::Result<void>();
    });
    ASSERT_TRUE(end) << end.error().message;
    EXPECT_THAT(names_, ElementsAre("CN=first", "CN=second"));
    EXPECT_TRUE(connection.usable());
}

TEST_F(SearchEach, returns_the_controls_of_the_end) {
    auto& connection = open([](Peer& peer, const Request& request) {
        send_result(peer, request, 0, "", testing::ber(0x30, testing::octets("1.2.3") + testing::octets("value")));
    });
    const auto end = connection.search_each(kEverything, kPatient, note());
    ASSERT_TRUE(end && end->size() == 1);
    EXPECT_EQ(end->front().oid, "1.2.3");
    EXPECT_EQ(end->front().value, "value");
}

TEST_F(SearchEach, waits_longer_for_the_first_entry_than_for_the_next) {
    std::promise<void> given_up;
    auto is_given_up = given_up.get_future().share();
    auto& connection = open([is_given_up](Peer& peer, const Request& request) {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        send_entry(peer, request, "CN=first", {{"cn", {"first"}}});
        is_given_up.wait();
    });
    const auto end =
        connection.search_each(kEverything, {.until_first = Millis(10'000), .between = Millis(100)}, note());
    given_up.set_value();
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().code, ErrorCode::timeout);
    EXPECT_THAT(names_, ElementsAre("CN=first"));
    EXPECT_FALSE(connection.usable());
}

TEST_F(SearchEach, ends_when_it_is_told_to_stop) {
    std::promise<void> ended;
    auto has_ended = ended.get_future().share();
    std::atomic<bool> stop{false};
    auto& connection = open([has_ended](Peer& peer, const Request& request) {
        send_entry(peer, request, "CN=first", {{"cn", {"first"}}});
        has_ended.wait();
    });
    auto patience = kPatient;
    patience.stop = &stop;
    const auto end = connection.search_each(kEverything, patience, [&](const Entry&) {
        stop = true;
        return base::Result<void>();
    });
    ended.set_value();
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().code, ErrorCode::unavailable);
    EXPECT_FALSE(connection.usable());
}

TEST_F(SearchEach, an_error_of_the_visitor_closes_the_connection) {
    auto& connection = open([](Peer& peer, const Request& request) {
        for (int i = 0; i < 3; ++i) send_entry(peer, request, "CN=one", {{"cn", {"one"}}});
        send_result(peer, request, 0);
    });
    const auto end = connection.search_each(kEverything, kPatient, [](const Entry&) -> base::Result<void> {
        return base::fail(ErrorCode::conflict, "enough");
    });
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().code, ErrorCode::conflict);
    EXPECT_FALSE(connection.usable());
}

TEST_F(SearchEach, a_refusal_leaves_the_connection_as_it_is) {
    auto& connection = open([](Peer& peer, const Request& request) { send_result(peer, request, 50, "not you"); });
    const auto end = connection.search_each(kEverything, kPatient, note());
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().code, ErrorCode::permission_denied);
    EXPECT_THAT(end.error().message, ::testing::HasSubstr("not you"));
    EXPECT_TRUE(connection.usable());
}

}  // namespace
}  // namespace tilbage::adapters::ldap
