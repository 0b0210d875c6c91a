#include "core/sync/object_filter.h"

#include <algorithm>
#include <string>

#include "core/sync/attribute_values.h"

namespace tilbage::core {
namespace {

constexpr std::int64_t kNormalUserAccount = 0x30000000;  // SAM_NORMAL_USER_ACCOUNT, MS-SAMR 2.2.1.9
constexpr std::int64_t kSecurityEnabled = 0x80000000;    // groupType, MS-ADTS 2.2.12
// msExchRecipientTypeDetails of mailboxes that no person has: arbitration, discovery, monitoring, system and their
// like.
constexpr std::int64_t kSystemMailboxes = 0x21C07000;
constexpr std::int64_t kRoleGroup = 0x40000000;  // msExchRecipientTypeDetails

// Names in these filters are ASCII.
bool starts_with(std::string_view text, std::string_view prefix) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
    return text.size() >= prefix.size() && std::ranges::equal(text.substr(0, prefix.size()), prefix, {}, lower, lower);
}
bool equals(std::string_view text, std::string_view other) {
    return text.size() == other.size() && starts_with(text, other);
}

// The loser of two objects of one name that two domain controllers made at once (MS-ADTS 3.1.1.5.1.2): its RDN holds a
// line feed and "CNF:".
bool is_replication_conflict(std::string_view rdn) {
    for (const std::string_view mark : {"\\0ACNF:", "\\0aCNF:", "\nCNF:"})
        if (rdn.find(mark) != std::string_view::npos) return true;
    return false;
}

bool is_system_mailbox(const StagedObject& object) {
    const auto nickname = object.text("mailNickname");
    const auto account = object.text("sAMAccountName");
    const auto is_cas = [](std::string_view name) {
        return starts_with(name, "CAS_") && name.find('}') != std::string_view::npos;
    };
    return starts_with(nickname, "SystemMailbox{") || starts_with(account, "SystemMailbox{") || is_cas(nickname) ||
           is_cas(account) || (number_in(object, "msExchRecipientTypeDetails").value_or(0) & kSystemMailboxes) != 0;
}

bool is_person(const StagedObject& object) {
    if (object.kind != ObjectKind::person) return false;
    if (number_in(object, "sAMAccountType").value_or(kNormalUserAccount) != kNormalUserAccount) return false;
    return (number_in(object, "userAccountControl").value_or(0) & kTrustAccounts) == 0;
}

// A signed number of 32 bits in the directory.
bool is_security_group(const StagedObject& object) {
    return object.kind == ObjectKind::group && (number_in(object, "groupType").value_or(0) & kSecurityEnabled) != 0;
}

bool is_built_in_name(std::string_view account, ObjectKind kind) {
    if (kind == ObjectKind::group) return equals(account, "MSOL_AD_Sync_RichCoexistence");
    return starts_with(account, "AAD_") || starts_with(account, "MSOL_") || equals(account, "SUPPORT_388945a0");
}

}  // namespace

std::optional<ExplanationWhy> kept_out_by(const StagedObject& object) {
    if (is_true(object, "isCriticalSystemObject")) return ExplanationWhy::critical_system_object;
    if (!is_person(object) && !is_security_group(object)) return ExplanationWhy::not_a_person;
    if (is_replication_conflict(object.rdn)) return ExplanationWhy::replication_conflict;
    const auto account = object.text("sAMAccountName");
    if (account.empty()) return ExplanationWhy::no_account_name;
    if (is_built_in_name(account, object.kind)) return ExplanationWhy::built_in_account;
    if (object.kind == ObjectKind::person && is_system_mailbox(object)) return ExplanationWhy::system_mailbox;
    const bool role_group = (number_in(object, "msExchRecipientTypeDetails").value_or(0) & kRoleGroup) != 0;
    if (object.kind == ObjectKind::group && role_group) return ExplanationWhy::built_in_account;
    return std::nullopt;
}

}  // namespace tilbage::core
