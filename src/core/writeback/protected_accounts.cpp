#include "core/writeback/protected_accounts.h"

#include <algorithm>
#include <array>

namespace tilbage::core {
namespace {

constexpr std::string_view kDomainPrefix = "S-1-5-21-";
constexpr std::string_view kBuiltinPrefix = "S-1-5-32-";

constexpr std::array<std::string_view, 9> kDomainRids = {
    "500",  // Administrator
    "502",  // krbtgt
    "512",  // Domain Admins
    "516",  // Domain Controllers
    "518",  // Schema Admins
    "519",  // Enterprise Admins
    "521",  // Read-only Domain Controllers
    "526",  // Key Admins
    "527",  // Enterprise Key Admins
};

constexpr std::array<std::string_view, 6> kBuiltinRids = {
    "544",  // Administrators
    "548",  // Account Operators
    "549",  // Server Operators
    "550",  // Print Operators
    "551",  // Backup Operators
    "552",  // Replicator
};

}  // namespace

bool is_protected_sid(std::string_view sid) {
    const auto last = sid.rfind('-');
    if (last == std::string_view::npos) return false;
    const auto rid = sid.substr(last + 1);
    if (sid.starts_with(kDomainPrefix)) return std::ranges::find(kDomainRids, rid) != kDomainRids.end();
    if (sid.starts_with(kBuiltinPrefix)) return std::ranges::find(kBuiltinRids, rid) != kBuiltinRids.end();
    return false;
}

Protection protection_of(const DirectoryPerson& person, const ProtectionRules& rules) {
    if (person.admin_count || person.sid.empty() || person.sid == rules.own_sid || is_protected_sid(person.sid)) {
        return Protection::is_protected;
    }
    if (!person.group_sids) return Protection::not_readable;
    const auto guarded = [&](const std::string& sid) {
        return is_protected_sid(sid) || std::ranges::find(rules.group_sids, sid) != rules.group_sids.end();
    };
    return std::ranges::any_of(*person.group_sids, guarded) ? Protection::is_protected : Protection::none;
}

}  // namespace tilbage::core
