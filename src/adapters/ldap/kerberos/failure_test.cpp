#include "adapters/ldap/kerberos/failure.h"

#include <gmock/gmock.h>
#include <krb5/krb5.h>

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using ::testing::AllOf;
using ::testing::HasSubstr;
using Problem = KerberosProblem;

KerberosFailure failure(std::int64_t code) {
    return kerberos_failure(code, "library's words",
                            {.server = "ldap://dc1.ex1.test:389",
                             .principal = "svc@EX1.TEST",
                             .keytab = "/etc/svc.keytab (key version 2)",
                             .service = "ldap/dc1.ex1.test@EX1.TEST",
                             .own_name = "dc1.ex1.test"});
}

TEST(KerberosFailure, each_fault_says_what_to_do) {
    struct Row {
        std::int64_t code;
        Problem problem;
        const char* advice;
    };
    for (const auto& row :
         {Row{KRB5KDC_ERR_PREAUTH_FAILED, Problem::key_refused, "key version 2"},
          Row{KRB5KDC_ERR_C_PRINCIPAL_UNKNOWN, Problem::account_unknown, "directory.account"},
          Row{KRB5KDC_ERR_CLIENT_REVOKED, Problem::account_refused, "disabled, locked or expired"},
          Row{KRB5KDC_ERR_KEY_EXP, Problem::account_refused, "its password"},
          Row{KRB5KRB_AP_ERR_SKEW, Problem::clock_skew, "clock"},
          Row{KRB5KRB_AP_ERR_TKT_EXPIRED, Problem::clock_skew, "clock"},
          Row{KRB5KDC_ERR_S_PRINCIPAL_UNKNOWN, Problem::service_unknown, "it calls itself dc1.ex1.test"},
          Row{KRB5KDC_ERR_ETYPE_NOSUPP, Problem::no_common_encryption, "AES"},
          Row{KRB5_KT_NOTFOUND, Problem::keytab_has_no_key, "make it again"},
          Row{KRB5KRB_AP_ERR_MODIFIED, Problem::other, "failed"}}) {
        const auto told = failure(row.code);
        EXPECT_EQ(told.problem, row.problem) << row.code;
        EXPECT_THAT(told.error.message,
                    AllOf(HasSubstr("ldap://dc1.ex1.test:389: "), HasSubstr(row.advice), HasSubstr("library's words")));
    }
}

TEST(KerberosFailure, only_what_concerns_the_account_counts_as_refused_everywhere) {
    // Another server is not tried after permission_denied: each attempt counts towards a lockout.
    EXPECT_EQ(failure(KRB5KDC_ERR_PREAUTH_FAILED).error.code, ErrorCode::permission_denied);
    EXPECT_EQ(failure(KRB5KDC_ERR_CLIENT_REVOKED).error.code, ErrorCode::permission_denied);
    EXPECT_EQ(failure(KRB5KDC_ERR_S_PRINCIPAL_UNKNOWN).error.code, ErrorCode::unavailable);
    EXPECT_EQ(failure(KRB5KRB_AP_ERR_SKEW).error.code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace tilbage::adapters::ldap
