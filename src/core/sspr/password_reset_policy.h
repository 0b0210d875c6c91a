// What administrators decide about self-service password reset (the portal's Password reset), one for each tenant.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/identity/group.h"
#include "core/methods/method_kind.h"
#include "core/reminders/reminder_settings.h"

namespace tilbage::core {

enum class ResetEnablement { none, selected, all };

// Whether a Helpdesk Administrator has to verify who calls before anything is done for them.
enum class VerifyCaller { required, recommended, off };

struct CustomQuestion {
    int number = 0;    // stays with it for good, and never serves again: answers name it
    std::string text;  // 3 to 200 characters

    bool operator==(const CustomQuestion&) const = default;
};

struct SecurityQuestionPolicy {
    int to_register = 5;                  // 3 to 5
    int to_reset = 3;                     // 3 to 5, not more than to_register
    std::vector<std::string> predefined;  // "q01" … "q35": those that are offered
    std::vector<CustomQuestion> custom;   // at most 20
    int last_custom_number = 0;           // the highest that was ever given

    bool operator==(const SecurityQuestionPolicy&) const = default;
};

// What the pages look like and say. Texts by language (tags of the installation, "da"); one that is missing falls back
// to the page's own.
struct Customization {
    std::string helpdesk;      // "mailto:…", "tel:…" or "https://…"; empty: the operator's from the configuration
    std::string logo;          // the file's bytes, at most 40 KiB; empty with a type: left out, as they stand
    std::string logo_type;     // "image/png" or "image/jpeg": what the bytes themselves say; empty: no logo
    std::string logo_digest;   // of the bytes, hexadecimal SHA-256: the picture's name in addresses
    std::string accent_color;  // "#rrggbb", white text on it has a contrast of 4.5 at least; empty: the page's own
    std::map<std::string, std::string> identify_text;  // under the heading of the first page, plain text, 1,024 bytes

    bool operator==(const Customization&) const = default;
};

struct PasswordResetPolicy {
    // Properties. A tenant starts with none: nobody gets a new way into an account without somebody's yes.
    ResetEnablement enabled = ResetEnablement::none;
    std::vector<GroupId> groups;  // of `selected`: their members, nested ones too; at most 50

    // Authentication methods.
    int methods_required = 1;  // 1 or 2
    MethodKinds methods{MethodKind::email, MethodKind::mobile_phone, MethodKind::recovery_code,
                        MethodKind::temporary_access_code};
    SecurityQuestionPolicy questions;

    // Registration.
    bool registration_required = true;  // asked for at sign-in
    int reconfirm_days = 180;           // 0 to 730; 0: never

    // Notifications.
    bool notify_people = true;
    bool notify_administrators = false;  // when an administrator's password was reset

    ReminderSettings reminders;

    // Help desk. Whoever talks first-line people into a reset has the account, so that a tenant starts with the proof.
    VerifyCaller verify_caller = VerifyCaller::required;

    Customization customization;

    std::int64_t version = 0;  // one more at every write; 0: never written

    bool operator==(const PasswordResetPolicy&) const = default;
};

// "none", "selected", "all".
[[nodiscard]] std::string_view to_string(ResetEnablement enabled);
[[nodiscard]] std::optional<ResetEnablement> parse_reset_enablement(std::string_view text);
// "required", "recommended", "off".
[[nodiscard]] std::string_view to_string(VerifyCaller verify);
[[nodiscard]] std::optional<VerifyCaller> parse_verify_caller(std::string_view text);

// Administrators of the tenant who are people of the directory as well: always enabled, two methods, and never
// questions, whatever the policy says (the fixed "Administrator policy").
[[nodiscard]] PasswordResetPolicy administrators_policy(PasswordResetPolicy policy);

}  // namespace tilbage::core
