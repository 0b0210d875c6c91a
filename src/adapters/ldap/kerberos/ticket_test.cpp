#include "adapters/ldap/kerberos/ticket.h"

#include <gmock/gmock.h>

#include "adapters/ldap/kerberos/testing/keytab_file.h"
#include "support/connection.h"
#include "support/temp_dir.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using base::Millis;
using ::testing::AllOf;
using ::testing::HasSubstr;
using Peer = tilbage::testing::Connection;
using Problem = KerberosProblem;
using tilbage::testing::TestServer;

// What a real domain controller says is in tests/contract; here is one that says nothing, or nonsense.
class Ticket : public ::testing::Test {
protected:
    Ticket() { testing::add_key(file_, {.principal = "svc@EX1.TEST", .password = "x", .salt = "EX1.TESTsvc"}); }
    KerberosFailure failure(std::uint16_t port, Millis time = Millis(10'000)) {
        const auto ticket = ServiceTicket::get({.file = file_.string(), .account = "svc"},
                                               {.address = "ldap://localhost:389",
                                                .host = "localhost",
                                                .realm = "EX1.TEST",
                                                .own_name = "dc1.ex1.test",
                                                .kdc_port = port},
                                               Deadline::in(time));
        return ticket ? KerberosFailure{Problem::other, {ErrorCode::internal, "was given"}} : ticket.error();
    }

    tilbage::testing::TempDir folder_;
    std::filesystem::path file_ = folder_.path() / "svc.keytab";
};

TEST_F(Ticket, a_kdc_that_is_not_there_is_told_with_its_port) {
    std::uint16_t port = 0;
    {
        const TestServer gone([](Peer) {});
        port = gone.port();
    }
    const auto told = failure(port);
    EXPECT_EQ(told.problem, Problem::kdc_unreachable);
    EXPECT_EQ(told.error.code, ErrorCode::unavailable);
    EXPECT_THAT(told.error.message, AllOf(HasSubstr("TCP port"), HasSubstr("let this port through")));
}

TEST_F(Ticket, a_silent_kdc_costs_no_more_than_the_deadline) {
    const TestServer silent([](Peer peer) { (void)peer.read_to_end(); });
    const auto begun = Deadline::Steady::now();
    const auto told = failure(silent.port(), Millis(100));
    EXPECT_EQ(told.problem, Problem::kdc_unreachable);
    EXPECT_EQ(told.error.code, ErrorCode::timeout);
    EXPECT_LT(Deadline::Steady::now() - begun, Millis(5'000));
}

TEST_F(Ticket, a_kdc_that_talks_nonsense_gives_none) {
    const TestServer nonsense([](Peer peer) {
        (void)peer.read_exactly(8);
        peer.send(std::string("\0\0\0\4ping", 8));
        (void)peer.read_to_end();
    });
    EXPECT_EQ(failure(nonsense.port()).problem, Problem::other);
}

}  // namespace
}  // namespace tilbage::adapters::ldap
