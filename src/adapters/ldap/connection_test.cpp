#include "adapters/ldap/connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/ldap/testing/ldap_peer.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using base::Millis;
using ::testing::HasSubstr;
using testing::LdapPeer;
using tilbage::testing::TestAuthority;
using tilbage::testing::TestServer;
using Delivery = core::DirectoryAnswer::Delivery;

Deadline soon() { return Deadline::in(Millis(10'000)); }

ServerAddress address(std::uint16_t port) { return {"127.0.0.1", port}; }
ServerAddress address(const LdapPeer& peer) { return *ServerAddress::parse(peer.url()); }

const Modification kModification[] = {{Modification::Operation::replace, "lockoutTime", base::as_bytes("0")}};

class LdapConnection : public ::testing::Test {
protected:
    base::Error refusal_of(const tilbage::testing::CertificateFiles& files, const std::string& ca_file) {
        const LdapPeer peer(files, {});
        const auto connection = Connection::open(address(peer), ca_file, soon());
        return connection ? base::Error{ErrorCode::internal, "was accepted"} : connection.error();
    }
    std::unique_ptr<Connection> open(const LdapPeer& peer) {
        auto connection = Connection::open(address(peer), authority_.ca_file(), soon());
        if (!connection) throw std::runtime_error(connection.error().message);
        return std::move(*connection);
    }

    TestAuthority authority_;
    tilbage::testing::CertificateFiles files_ = authority_.issue({"IP:127.0.0.1"});
};

TEST_F(LdapConnection, reads_what_the_server_says_about_itself) {
    const LdapPeer peer(files_, {.controls = {"1.2.840.113556.1.4.2239"}});
    const auto connection = open(peer);
    EXPECT_EQ(connection->root_dse().default_naming_context, "DC=ex1,DC=test");
    EXPECT_TRUE(connection->root_dse().supports_control("1.2.840.113556.1.4.2239"));
    EXPECT_TRUE(connection->usable());
    EXPECT_TRUE(connection->is_quiet());
}

TEST_F(LdapConnection, no_password_is_sent_without_tls) {
    const LdapPeer peer(files_, {.tls = false});
    const auto connection =
        Connection::open({"127.0.0.1", peer.port(), ServerAddress::Scheme::ldap}, authority_.ca_file(), soon());
    ASSERT_TRUE(connection) << connection.error().message;
    EXPECT_EQ((*connection)->root_dse().default_naming_context, "DC=ex1,DC=test");
    const auto answer = (*connection)->bind("CN=agent", base::SecretBytes::copy_of("Agent-Passw0rd.1"), soon());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(peer.binds(), 0);
    EXPECT_TRUE((*connection)->channel_binding().empty());
}

TEST_F(LdapConnection, a_tls_connection_is_named_by_its_certificate) {
    const LdapPeer peer(files_, {});
    const auto one = open(peer)->channel_binding();
    EXPECT_TRUE(one.starts_with("tls-server-end-point:"));
    EXPECT_EQ(one.size(), std::string_view("tls-server-end-point:").size() + 32);  // SHA-256
    EXPECT_EQ(open(peer)->channel_binding(), one);
    const LdapPeer other(authority_.issue({"IP:127.0.0.1"}), {});
    EXPECT_NE(open(other)->channel_binding(), one);
}

TEST_F(LdapConnection, a_certificate_of_another_authority_is_untrusted) {
    const TestAuthority other;
    const auto error = refusal_of(files_, other.ca_file());
    EXPECT_EQ(error.code, ErrorCode::untrusted);
    EXPECT_THAT(error.message, HasSubstr("untrusted certificate"));
}

TEST_F(LdapConnection, a_certificate_for_another_name_is_told_apart) {
    const auto error = refusal_of(authority_.issue({"DNS:dc1.ex1.test", "IP:127.0.0.2"}), authority_.ca_file());
    EXPECT_EQ(error.code, ErrorCode::untrusted);
    EXPECT_THAT(error.message, HasSubstr("wrong host name"));
}

TEST_F(LdapConnection, an_expired_certificate_is_told_apart) {
    const auto error = refusal_of(authority_.issue_expired({"IP:127.0.0.1"}), authority_.ca_file());
    EXPECT_EQ(error.code, ErrorCode::untrusted);
    EXPECT_THAT(error.message, HasSubstr("not valid now"));
}

TEST_F(LdapConnection, a_ca_file_that_is_none_is_named) {
    const auto error = refusal_of(files_, "/nonexistent/ca.pem");
    EXPECT_EQ(error.code, ErrorCode::invalid_argument);
    EXPECT_THAT(error.message, HasSubstr("/nonexistent/ca.pem"));
}

TEST_F(LdapConnection, a_server_without_tls_is_refused) {
    const TestServer plain([](testing::Peer peer) {
        (void)peer.read_some();
        peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    const auto connection = Connection::open(address(plain.port()), authority_.ca_file(), soon());
    ASSERT_FALSE(connection);
    EXPECT_EQ(connection.error().code, ErrorCode::unavailable);
    EXPECT_THAT(connection.error().message, HasSubstr("no TLS there"));
}

TEST_F(LdapConnection, a_port_that_nobody_listens_on_is_told_at_once) {
    std::uint16_t port = 0;
    {
        port = TestServer([](testing::Peer) {}).port();
    }
    const auto connection = Connection::open(address(port), authority_.ca_file(), soon());
    ASSERT_FALSE(connection);
    EXPECT_EQ(connection.error().code, ErrorCode::unavailable);
    EXPECT_THAT(connection.error().message, HasSubstr("cannot connect"));
}

TEST_F(LdapConnection, a_server_that_stays_silent_costs_no_more_than_the_deadline) {
    const TestServer silent([](testing::Peer peer) { (void)peer.read_to_end(); });
    const auto begun = Deadline::Steady::now();
    const auto connection = Connection::open(address(silent.port()), authority_.ca_file(), Deadline::in(Millis(200)));
    ASSERT_FALSE(connection);
    EXPECT_EQ(connection.error().code, ErrorCode::timeout);
    EXPECT_LT(Deadline::Steady::now() - begun, std::chrono::seconds(5));
}

TEST_F(LdapConnection, another_kind_of_server_and_a_read_only_one_are_refused) {
    const LdapPeer other(files_, {.capabilities = {}});
    EXPECT_THAT(Connection::open(address(other), authority_.ca_file(), soon()).error().message,
                HasSubstr("not an Active Directory domain controller"));
    const LdapPeer read_only(files_, {.capabilities = {"1.2.840.113556.1.4.800", "1.2.840.113556.1.4.1920"}});
    EXPECT_THAT(Connection::open(address(read_only), authority_.ca_file(), soon()).error().message,
                HasSubstr("read-only"));
}

TEST_F(LdapConnection, an_empty_password_never_leaves) {
    const LdapPeer peer(files_, {});
    const auto connection = open(peer);
    EXPECT_EQ(connection->bind("CN=x", base::SecretBytes(), soon()).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(peer.binds(), 0);
}

TEST_F(LdapConnection, the_directorys_refusal_comes_as_it_is) {
    const LdapPeer peer(files_, {.on_modify = [](testing::Peer& to, const testing::Request& request) {
                            testing::send_result(to, request, 53, "0000052D: SvcErr: DSID-031A12D2, problem 5003");
                            return true;
                        }});
    const auto connection = open(peer);
    const auto answer = connection->modify("CN=x", kModification, std::nullopt, soon());
    EXPECT_EQ(answer.delivery, Delivery::answered);
    EXPECT_EQ(answer.result_code, 53);
    EXPECT_EQ(answer.diagnostic_message, "0000052D: SvcErr: DSID-031A12D2, problem 5003");
    EXPECT_TRUE(connection->usable());
}

TEST_F(LdapConnection, a_write_whose_answer_is_lost_is_unanswered) {
    const LdapPeer peer(files_, {.on_modify = [](testing::Peer&, const testing::Request&) { return false; }});
    const auto connection = open(peer);
    EXPECT_EQ(connection->modify("CN=x", kModification, std::nullopt, soon()).delivery, Delivery::unanswered);
    EXPECT_FALSE(connection->usable());
    EXPECT_EQ(connection->modify("CN=x", kModification, std::nullopt, soon()).delivery, Delivery::not_sent);
    EXPECT_EQ(peer.modifies(), 1);
}

TEST_F(LdapConnection, a_write_that_is_not_answered_in_time_is_unanswered) {
    const LdapPeer peer(files_, {.on_modify = [](testing::Peer& from, const testing::Request&) {
                            (void)from.read_to_end();  // until the client gives up
                            return false;
                        }});
    const auto connection = open(peer);
    EXPECT_EQ(connection->modify("CN=x", kModification, std::nullopt, Deadline::in(Millis(200))).delivery,
              Delivery::unanswered);
    EXPECT_FALSE(connection->usable());
}

TEST_F(LdapConnection, half_an_answer_is_no_answer) {
    const LdapPeer peer(files_, {.on_modify = [](testing::Peer& to, const testing::Request&) {
                            to.send("\x30\x0c\x02\x01");
                            (void)to.read_to_end();
                            return false;
                        }});
    const auto connection = open(peer);
    EXPECT_EQ(connection->modify("CN=x", kModification, std::nullopt, Deadline::in(Millis(200))).delivery,
              Delivery::unanswered);
}

TEST_F(LdapConnection, a_write_after_its_deadline_is_not_sent) {
    const LdapPeer peer(files_, {});
    const auto connection = open(peer);
    EXPECT_EQ(connection->modify("CN=x", kModification, std::nullopt, Deadline::in(Millis(0))).delivery,
              Delivery::not_sent);
    EXPECT_TRUE(connection->usable());
    EXPECT_EQ(peer.modifies(), 0);
}

TEST_F(LdapConnection, a_filter_that_is_none_is_the_callers_fault) {
    const LdapPeer peer(files_, {});
    const auto connection = open(peer);
    EXPECT_EQ(connection->search({.base = "DC=x", .filter = "(cn=", .attributes = {}}, soon()).error().code,
              ErrorCode::invalid_argument);
    EXPECT_TRUE(connection->usable());
}

}  // namespace
}  // namespace tilbage::adapters::ldap
