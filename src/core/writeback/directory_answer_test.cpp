#include "core/writeback/directory_answer.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

DirectoryAnswer answered(int result_code, std::string diagnostic_message = "") {
    return {DirectoryAnswer::Delivery::answered, result_code, std::move(diagnostic_message)};
}

TEST(Win32Error, IsTheEightHexDigitsInFrontOfTheColon) {
    EXPECT_EQ(win32_error("0000052D: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0"), 0x52dU);
    EXPECT_EQ(win32_error("0000052d: Constraint violation"), 0x52dU);
    EXPECT_EQ(win32_error("80090308: LdapErr: DSID-0C0903A9"), 0x80090308U);
}

TEST(Win32Error, IsEmptyWhereThereIsNone) {
    for (const auto* text : {"", "0000052D", "52D: too short a number", "error in module acl: x", "0000052G: x",
                             "-000052D: x", "0x00052D: x", " 0000052D: x", "0000052D problem"}) {
        EXPECT_EQ(win32_error(text), std::nullopt) << text;
    }
}

struct Case {
    const char* name;
    int result_code;
    const char* diagnostic_message;
    AnswerMeaning reset;
    AnswerMeaning change;
};

class MeaningOf : public testing::TestWithParam<Case> {};

TEST_P(MeaningOf, IsTheSameForSambaAndWindows) {
    const auto& row = GetParam();
    EXPECT_EQ(meaning_of(answered(row.result_code, row.diagnostic_message), false), row.reset);
    EXPECT_EQ(meaning_of(answered(row.result_code, row.diagnostic_message), true), row.change);
}

using enum AnswerMeaning;
const Case kCases[] = {
    {"done", 0, "", done, done},
    {"samba_too_short", 19,
     "0000052D: Constraint violation - check_password_restrictions: the password is too short. It should be "
     "equal or longer than 8 characters!",
     policy, policy},
    {"windows_reset_policy", 53, "0000052D: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0\n", policy,
     policy},
    {"windows_change_policy", 19,
     "0000052D: AtrErr: DSID-03191083, #1:\n\t0: 0000052D: DSID-03191083, problem 1005 "
     "(CONSTRAINT_ATT_TYPE)",
     policy, policy},
    {"samba_wrong_old", 19,
     "00000056: Constraint violation - check_password_restrictions: The old password specified doesn't match!",
     current_password_wrong, current_password_wrong},
    {"windows_wrong_old", 19, "00000056: AtrErr: DSID-03191083", current_password_wrong, current_password_wrong},
    {"samba_locked", 19,
     "00000775: Password change not permitted, account locked out! at ../../source4/x.c:3929:setup_io", account_locked,
     account_locked},
    {"windows_locked", 53, "00000775: SvcErr: DSID-031A12D2, problem 5003", account_locked, account_locked},
    {"samba_cannot_change", 19, "error in module acl: Constraint violation during LDB_MODIFY (19)", refused,
     cannot_change},
    {"windows_access_denied", 50, "00000005: SecErr: DSID-031A11ED, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0",
     permission_missing, cannot_change},
    {"samba_reset_without_right", 50, "error in module acl: insufficient access rights during LDB_MODIFY (50)",
     permission_missing, permission_missing},
    {"no_write_property", 50, "00002098: Object CN=a,DC=b has no write property access\n", permission_missing,
     permission_missing},
    {"samba_no_such_object", 32, "00002030: No such Base DN: CN=a", not_found, not_found},
    {"windows_no_such_object", 32, "0000208D: NameErr: DSID-03100238, problem 2001 (NO_OBJECT)", not_found, not_found},
    {"bare_no_such_object", 32, "", not_found, not_found},
    {"busy", 51, "", unavailable, unavailable},
    {"unavailable_dc", 52, "", unavailable, unavailable},
    {"windows_insecure", 53, "0000001F: SvcErr: DSID-031A1262, problem 5003 (WILL_NOT_PERFORM), data 0", unavailable,
     unavailable},
    {"samba_insecure", 8, "BindSimple: Transport encryption required.", unavailable, unavailable},
    {"read_only_dc", 10, "0000202B: RefErr: DSID-0310063C, data 0, 1 access points", unavailable, unavailable},
    {"control_unknown", 12, "", unavailable, unavailable},
    {"windows_busy", 51, "0000200E: SvcErr: DSID-02080490, problem 5001 (BUSY)", unavailable, unavailable},
    {"unwilling", 53, "00002035: setup_io: it's not allowed to set the NT hash password directly'", refused, refused},
    {"other_constraint", 19, "00002081: AtrErr: DSID-03152612", refused, refused},
    {"unknown_code", 80, "00000057: setup_last_set_field", refused, refused},
    {"text_alone_decides_nothing", 53, "the password is too short", refused, refused},
};
INSTANTIATE_TEST_SUITE_P(Table, MeaningOf, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tilbage::core
