#include "adapters/ldap/pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "adapters/ldap/ldap_directory.h"
#include "adapters/ldap/testing/ldap_peer.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using base::Millis;
using testing::LdapPeer;
using tilbage::testing::TestServer;
using Delivery = core::DirectoryAnswer::Delivery;

Deadline soon() { return Deadline::in(Millis(10'000)); }

std::string url_of_nobody() {
    const TestServer gone([](testing::Peer) {});
    return "ldaps://127.0.0.1:" + std::to_string(gone.port());
}

class LdapPool : public ::testing::Test {
protected:
    std::unique_ptr<Pool> pool(std::vector<std::string> servers, int connections = 2) {
        Settings settings;
        settings.servers = std::move(servers);
        settings.ca_file = authority_.ca_file();
        settings.bind_dn = "CN=agent,DC=ex1,DC=test";
        settings.bind_password = base::SecretBytes::copy_of("Agent-Passw0rd.1");
        settings.connections = connections;
        auto made = Pool::create(std::move(settings));
        if (!made) throw std::runtime_error(made.error().message);
        return std::move(*made);
    }

    tilbage::testing::TestAuthority authority_;
    tilbage::testing::CertificateFiles files_ = authority_.issue({"IP:127.0.0.1"});
    base::SystemClock clock_;
};

TEST_F(LdapPool, keeps_connections_and_uses_them_again) {
    const LdapPeer peer(files_, {});
    const auto two = pool({peer.url()});
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(two->lease(soon()));
    EXPECT_EQ(peer.connections(), 1);
    {
        const auto first = two->lease(soon());
        const auto second = two->lease(soon());
        ASSERT_TRUE(first && second);
    }
    EXPECT_EQ(peer.connections(), 2);
}

TEST_F(LdapPool, who_comes_when_all_are_lent_waits_for_one) {
    const LdapPeer peer(files_, {});
    const auto one = pool({peer.url()}, 1);
    auto lent = std::make_unique<base::Result<Pool::Lease>>(one->lease(soon()));
    ASSERT_TRUE(*lent);
    EXPECT_EQ(one->lease(Deadline::in(Millis(20))).error().code, ErrorCode::timeout);
    std::thread giver([&] { lent.reset(); });
    EXPECT_TRUE(one->lease(soon()));
    giver.join();
    EXPECT_EQ(peer.connections(), 1);
}

TEST_F(LdapPool, takes_the_next_server_when_the_first_is_dead) {
    const LdapPeer peer(files_, {});
    const auto both = pool({url_of_nobody(), peer.url()});
    const auto lease = both->lease(soon());
    ASSERT_TRUE(lease) << lease.error().message;
    EXPECT_EQ((*lease)->address().str(), peer.url());
}

TEST_F(LdapPool, takes_the_next_server_when_the_first_is_silent) {
    const LdapPeer peer(files_, {});
    const TestServer silent([](testing::Peer from) { (void)from.read_to_end(); });
    const auto both = pool({"ldaps://127.0.0.1:" + std::to_string(silent.port()), peer.url()});
    ASSERT_TRUE(both->lease(Deadline::in(Millis(1'000))));
    // It rests now: the next one does not wait for it.
    const auto begun = Deadline::Steady::now();
    const auto first = both->lease(soon());
    const auto second = both->lease(soon());
    EXPECT_TRUE(first && second);
    EXPECT_LT(Deadline::Steady::now() - begun, Millis(400));
}

TEST_F(LdapPool, tells_why_no_server_can_be_used) {
    const auto nobody = pool({url_of_nobody()});
    for (int i = 0; i < 3; ++i) {
        const auto lease = nobody->lease(soon());
        ASSERT_FALSE(lease);
        EXPECT_EQ(lease.error().code, ErrorCode::unavailable);
        EXPECT_THAT(lease.error().message, ::testing::HasSubstr("cannot connect"));
    }
}

TEST_F(LdapPool, comes_back_when_the_server_does) {
    const LdapPeer peer(files_, {.connections_to_drop = 2});
    const auto one = pool({peer.url()});
    EXPECT_FALSE(one->lease(soon()));
    const auto given_up = soon();
    bool back = false;
    while (!back && !given_up.passed()) {
        back = one->lease(soon()).has_value();
        if (!back) std::this_thread::sleep_for(Millis(20));
    }
    EXPECT_TRUE(back);
    EXPECT_EQ(peer.connections(), 3) << "a server that failed is left alone for a while";
}

TEST_F(LdapPool, an_account_that_is_refused_is_not_tried_on_until_it_is_locked_out) {
    const LdapPeer first(files_, {.bind_result = 49});
    const LdapPeer second(files_, {});
    const auto both = pool({first.url(), second.url()});
    for (int i = 0; i < 5; ++i) {
        const auto lease = both->lease(soon());
        ASSERT_FALSE(lease);
        EXPECT_EQ(lease.error().code, ErrorCode::permission_denied);
        EXPECT_THAT(lease.error().message, ::testing::HasSubstr("the name or the password is wrong"));
    }
    EXPECT_EQ(first.binds(), 1);
    EXPECT_EQ(second.binds(), 0);
}

TEST_F(LdapPool, a_connection_that_the_server_closed_is_replaced) {
    constexpr int kSignInAndNothingElse = 3;  // root DSE, bind, the domain's head
    const LdapPeer peer(files_, {.requests_a_connection = kSignInAndNothingElse});
    const auto one = pool({peer.url()});
    ASSERT_TRUE(one->lease(soon()));
    const auto until_closed = soon();
    while (peer.connections() < 2 && !until_closed.passed()) ASSERT_TRUE(one->lease(soon()));
    EXPECT_GE(peer.connections(), 2);
}

TEST_F(LdapPool, a_write_that_was_sent_is_never_sent_again) {
    const LdapPeer first(files_, {.on_modify = [](testing::Peer&, const testing::Request&) { return false; }});
    const LdapPeer second(files_, {});
    const auto both = pool({first.url(), second.url()});
    LdapDirectory directory(*both, clock_);
    core::DirectoryPerson person;
    person.guid = "55f9f348-b429-4a02-8372-91bc1e5ea869";
    const auto answer = directory.unlock(person, clock_.now() + std::chrono::seconds(10));
    EXPECT_EQ(answer.delivery, Delivery::unanswered);
    EXPECT_EQ(first.modifies(), 1);
    EXPECT_EQ(second.modifies(), 0);
}

TEST_F(LdapPool, a_reset_carries_policy_hints_where_the_server_has_them) {
    std::string seen;
    const auto remember = [&](testing::Peer& peer, const testing::Request& request) {
        seen = request.body;
        testing::send_result(peer, request, 0);
        return true;
    };
    const std::string hints =
        testing::octets("1.2.840.113556.1.4.2239") + std::string("\x01\x01\xff\x04\x05\x30\x03\x02\x01\x01", 10);
    const auto next = *core::PasswordText::from_utf8(base::SecretBytes::copy_of("Sommer-2026-Vind!"));
    core::DirectoryPerson person;
    person.guid = "55f9f348-b429-4a02-8372-91bc1e5ea869";
    for (const bool known : {true, false}) {
        LdapPeer::Behaviour behaviour{.on_modify = remember};
        if (known) behaviour.controls = {"1.2.840.113556.1.4.2066", "1.2.840.113556.1.4.2239"};
        const LdapPeer peer(files_, behaviour);
        const auto one = pool({peer.url()});
        LdapDirectory directory(*one, clock_);
        const auto answer = directory.write_password(person, {.next = next}, clock_.now() + std::chrono::seconds(10));
        EXPECT_EQ(answer.result_code, 0);
        EXPECT_EQ(seen.find(hints) != std::string::npos, known);
        EXPECT_THAT(seen, ::testing::AllOf(::testing::HasSubstr("unicodePwd"), ::testing::HasSubstr("lockoutTime")))
            << "one modify";
    }
}

TEST_F(LdapPool, refuses_settings_that_cannot_work) {
    for (const auto& servers : {std::vector<std::string>{}, {"ldap://127.0.0.1"}}) {
        Settings settings;
        settings.servers = servers;
        EXPECT_EQ(Pool::create(std::move(settings)).error().code, ErrorCode::invalid_argument);
    }
}

}  // namespace
}  // namespace tilbage::adapters::ldap
