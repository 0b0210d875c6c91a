// The answer to a modify, as it came, and what it means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tilbage::core {

struct DirectoryAnswer {
    enum class Delivery {
        answered,    // result_code is the directory's
        not_sent,    // the directory never got it: nothing was changed
        unanswered,  // it was sent, and no answer came: nobody knows
    };
    Delivery delivery = Delivery::not_sent;
    int result_code = 0;             // RFC 4511 §4.1.9
    std::string diagnostic_message;  // as sent; English on every language of Windows
};

// The Win32 error in front of a diagnostic message, "0000052D: …" (MS-ADTS 3.1.1.3.1.9); empty when there is none.
[[nodiscard]] std::optional<std::uint32_t> win32_error(std::string_view diagnostic_message);

// What an answered modify of a password or of lockoutTime means. Samba and Windows differ in result codes and texts, so
// the Win32 error decides where there is one.
enum class AnswerMeaning {
    done,
    policy,                  // 0000052D ERROR_PASSWORD_RESTRICTION
    current_password_wrong,  // 00000056 ERROR_INVALID_PASSWORD
    account_locked,          // 00000775 ERROR_ACCOUNT_LOCKED_OUT
    cannot_change,           // the Change Password right is denied
    permission_missing,      // insufficientAccessRights
    not_found,               // noSuchObject
    unavailable,             // busy, unavailable, the connection is not secure enough, the DC cannot write
    refused,                 // anything else: refused, nothing was changed
};
[[nodiscard]] AnswerMeaning meaning_of(const DirectoryAnswer& answer, bool is_change);

}  // namespace tilbage::core
