#include "adapters/ldap/setup/failure.h"

#include <gmock/gmock.h>

namespace tilbage::adapters::ldap {
namespace {

using Code = DirectoryFailureCode;
using ::testing::HasSubstr;

DirectoryFailure bind(int result, const std::string& words) {
    return failure_of_bind({result, words}, "ldaps://dc1.example.org:636", "svc");
}

TEST(SetupFailures, ADemandForSigningIsToldInWords) {
    // As Windows Server answers with "LDAP server signing requirements: Require signing" …
    const auto signing = bind(8,
                              "00002028: LdapErr: DSID-0C090259, comment: The server requires binds to turn on "
                              "integrity checking if SSL\\TLS are not already active on the connection, data 0, v4563");
    EXPECT_EQ(signing.code, Code::signing_required);
    EXPECT_THAT(signing.message, HasSubstr("signed"));
    EXPECT_THAT(signing.message, HasSubstr("00002028"));
    // … and with "LDAP server channel binding token requirements: Always".
    const auto binding =
        bind(49, "80090346: LdapErr: DSID-0C090597, comment: AcceptSecurityContext error, data 80090346, v4563");
    EXPECT_EQ(binding.code, Code::signing_required);
    EXPECT_THAT(binding.message, HasSubstr("channel binding"));
}

TEST(SetupFailures, ARefusedAccountIsToldWithTheReason) {
    const auto locked =
        bind(49, "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 775, v1db1");
    EXPECT_EQ(locked.code, Code::credentials_wrong);
    EXPECT_THAT(locked.message, HasSubstr("locked out"));
    EXPECT_THAT(locked.message, HasSubstr("data 775"));
}

TEST(SetupFailures, ARefusedWriteIsTheAdministratorsLackOfRights) {
    using Delivery = core::DirectoryAnswer::Delivery;
    EXPECT_EQ(failure_of_write({Delivery::answered, 50, "00002098"}, "x").code, Code::not_allowed_to_create);
    EXPECT_EQ(failure_of_write({Delivery::answered, 68, "00000524"}, "x").code, Code::name_taken);
    EXPECT_EQ(failure_of_write({Delivery::unanswered, 0, "gone"}, "x").code, Code::directory_unreachable);
    EXPECT_EQ(failure_of_write({Delivery::answered, 53, "0000052D"}, "x").code, Code::invalid);
}

TEST(SetupFailures, ACaFileThatCannotBeReadIsACertificateThatIsNotTrusted) {
    EXPECT_EQ(failure_of({base::ErrorCode::untrusted, ""}).code, Code::certificate_untrusted);
    EXPECT_EQ(failure_of({base::ErrorCode::invalid_argument, ""}).code, Code::certificate_untrusted);
    EXPECT_EQ(failure_of({base::ErrorCode::timeout, ""}).code, Code::directory_unreachable);
    EXPECT_EQ(failure_of({base::ErrorCode::not_found, ""}).code, Code::not_found);
}

}  // namespace
}  // namespace tilbage::adapters::ldap
