#include "adapters/ldap/kerberos/keytab.h"

#include <gmock/gmock.h>

#include "adapters/ldap/kerberos/testing/keytab_file.h"
#include "support/temp_dir.h"

namespace tilbage::adapters::ldap {
namespace {

using ::testing::HasSubstr;
using Problem = KerberosProblem;

class Keytab : public ::testing::Test {
protected:
    void add(const std::string& principal, int version = 1) {
        testing::add_key(file_, {.principal = principal, .password = "x", .salt = principal, .version = version});
    }
    KerberosFailure failure(const std::string& account) {
        const auto found = find_key(file_.string(), account);
        return found ? KerberosFailure{Problem::other, {base::ErrorCode::internal, "was found"}} : found.error();
    }
    tilbage::testing::TempDir folder_;
    std::filesystem::path file_ = folder_.path() / "svc.keytab";
};

TEST_F(Keytab, an_account_is_found_by_its_principal_and_by_its_plain_name) {
    add("svc-writeback@EX1.TEST", 3);
    add("svc-writeback@EX1.TEST", 4);
    add("HTTP/web.ex1.test@EX1.TEST");
    for (const auto* account : {"svc-writeback", "SVC-Writeback", "svc-writeback@EX1.TEST", "svc-writeback@ex1.test"}) {
        const auto found = find_key(file_.string(), account);
        ASSERT_TRUE(found) << found.error().error.message;
        EXPECT_EQ(found->principal, "svc-writeback@EX1.TEST");
        EXPECT_EQ(found->version, 4);
    }
}

TEST_F(Keytab, an_account_that_has_no_key_is_told_whose_keys_there_are) {
    add("svc-writeback@EX1.TEST");
    for (const auto* account : {"svc", "svc-writeback@EX2.TEST", "svc-writeback@EX1.TEST@EX1.TEST", ""}) {
        const auto told = failure(account);
        EXPECT_EQ(told.problem, Problem::keytab_has_no_key) << account;
        EXPECT_EQ(told.error.code, base::ErrorCode::permission_denied);
        EXPECT_THAT(told.error.message, HasSubstr("svc-writeback@EX1.TEST"));
    }
}

TEST_F(Keytab, a_plain_name_in_two_realms_is_not_guessed) {
    add("svc@EX1.TEST");
    add("svc@EX2.TEST");
    EXPECT_THAT(failure("svc").error.message, HasSubstr("with its realm"));
    EXPECT_TRUE(find_key(file_.string(), "svc@EX2.TEST"));
}

TEST_F(Keytab, a_file_that_others_may_read_is_refused) {
    add("svc@EX1.TEST");
    std::filesystem::permissions(file_, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
    EXPECT_EQ(failure("svc").problem, Problem::keytab_unreadable);
    EXPECT_THAT(failure("svc").error.message, HasSubstr("chmod 600"));
}

TEST_F(Keytab, what_is_no_keytab_is_told) {
    EXPECT_THAT(failure("svc").error.message, HasSubstr("No such file"));
    for (const std::string content : {"", "a password\n", "\x05\x02", "\x05\x02\x00\x00\x7f\x00"}) {
        folder_.write("svc.keytab", content);
        std::filesystem::permissions(file_, std::filesystem::perms::owner_read);
        EXPECT_EQ(failure("svc").problem, Problem::keytab_unreadable) << content;
    }
}

}  // namespace
}  // namespace tilbage::adapters::ldap
