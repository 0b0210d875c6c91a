#include "core/writeback/directory_answer.h"

#include <charconv>

namespace tilbage::core {
namespace {

// When a row applies. A reset and an unlock need a right of the connector account; a change needs one that everybody
// has, unless it was taken from the person.
enum class Act { any, change, not_change };

struct Win32Row {
    std::uint32_t error;  // MS-ERREF 2.2
    Act act;
    AnswerMeaning meaning;
};

constexpr Win32Row kWin32Rows[] = {
    {0x00000005, Act::change, AnswerMeaning::cannot_change},  // ERROR_ACCESS_DENIED
    {0x00000005, Act::not_change, AnswerMeaning::permission_missing},
    {0x0000001f, Act::any,
     AnswerMeaning::unavailable},  // ERROR_GEN_FAILURE: the DC found the connection not secure enough
    {0x00000056, Act::any, AnswerMeaning::current_password_wrong},  // ERROR_INVALID_PASSWORD
    {0x000004dc, Act::any, AnswerMeaning::unavailable},             // ERROR_NOT_AUTHENTICATED
    {0x0000052d, Act::any, AnswerMeaning::policy},                  // ERROR_PASSWORD_RESTRICTION
    {0x00000775, Act::any, AnswerMeaning::account_locked},          // ERROR_ACCOUNT_LOCKED_OUT
    {0x0000200e, Act::any, AnswerMeaning::unavailable},             // ERROR_DS_BUSY
    {0x0000200f, Act::any, AnswerMeaning::unavailable},             // ERROR_DS_UNAVAILABLE
    {0x00002020, Act::any, AnswerMeaning::unavailable},             // ERROR_DS_OPERATIONS_ERROR
    {0x0000202b, Act::any, AnswerMeaning::unavailable},             // ERROR_DS_REFERRAL: a read-only DC
    {0x00002030, Act::any, AnswerMeaning::not_found},               // ERROR_DS_NO_SUCH_OBJECT
    {0x0000208d, Act::any, AnswerMeaning::not_found},               // ERROR_DS_OBJ_NOT_FOUND
    {0x00002098, Act::any, AnswerMeaning::permission_missing},      // ERROR_DS_INSUFF_ACCESS_RIGHTS
};

struct ResultRow {
    int result_code;  // RFC 4511 §4.1.9
    Act act;
    AnswerMeaning meaning;
};

// For answers without a Win32 error that decides: Samba's access checks give none.
constexpr ResultRow kResultRows[] = {
    {0, Act::any, AnswerMeaning::done},
    {1, Act::any, AnswerMeaning::unavailable},        // operationsError
    {3, Act::any, AnswerMeaning::unavailable},        // timeLimitExceeded
    {8, Act::any, AnswerMeaning::unavailable},        // strongerAuthRequired
    {10, Act::any, AnswerMeaning::unavailable},       // referral
    {11, Act::any, AnswerMeaning::unavailable},       // adminLimitExceeded
    {12, Act::any, AnswerMeaning::unavailable},       // unavailableCriticalExtension: another DC than the one we asked
    {13, Act::any, AnswerMeaning::unavailable},       // confidentialityRequired
    {19, Act::change, AnswerMeaning::cannot_change},  // constraintViolation of Samba's "acl" module
    {32, Act::any, AnswerMeaning::not_found},         // noSuchObject
    {50, Act::any, AnswerMeaning::permission_missing},  // insufficientAccessRights
    {51, Act::any, AnswerMeaning::unavailable},         // busy
    {52, Act::any, AnswerMeaning::unavailable},         // unavailable
};

bool applies(Act act, bool is_change) { return act == Act::any || (act == Act::change) == is_change; }

std::optional<AnswerMeaning> by_win32_error(std::uint32_t error, bool is_change) {
    for (const auto& row : kWin32Rows) {
        if (row.error == error && applies(row.act, is_change)) return row.meaning;
    }
    return std::nullopt;
}

AnswerMeaning by_result_code(int result_code, bool is_change) {
    for (const auto& row : kResultRows) {
        if (row.result_code == result_code && applies(row.act, is_change)) return row.meaning;
    }
    return AnswerMeaning::refused;
}

}  // namespace

std::optional<std::uint32_t> win32_error(std::string_view diagnostic_message) {
    constexpr std::size_t kDigits = 8;
    if (diagnostic_message.size() <= kDigits || diagnostic_message[kDigits] != ':') return std::nullopt;
    std::uint32_t error = 0;
    const auto* first = diagnostic_message.data();
    const auto [end, problem] = std::from_chars(first, first + kDigits, error, 16);
    if (problem != std::errc() || end != first + kDigits) return std::nullopt;
    return error;
}

AnswerMeaning meaning_of(const DirectoryAnswer& answer, bool is_change) {
    if (answer.result_code == 0) return AnswerMeaning::done;
    const auto error = win32_error(answer.diagnostic_message);
    if (!error) return by_result_code(answer.result_code, is_change);
    if (const auto meaning = by_win32_error(*error, is_change)) return *meaning;
    // A constraint violation with an error of its own is not the access check that has none.
    constexpr int kConstraintViolation = 19;
    if (answer.result_code == kConstraintViolation) return AnswerMeaning::refused;
    return by_result_code(answer.result_code, is_change);
}

}  // namespace tilbage::core
