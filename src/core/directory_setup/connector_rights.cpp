#include "core/directory_setup/connector_rights.h"

#include <array>

namespace tilbage::core {
namespace {

constexpr std::array kOnPeople = {ConnectorRight::reset_password, ConnectorRight::change_password,
                                  ConnectorRight::write_lockout_time, ConnectorRight::write_pwd_last_set};

// Control access rights (MS-ADTS §5.1.3.2.1).
constexpr Guid kForceChangePassword = guid("00299570-246d-11d0-a768-00aa006e0529");
constexpr Guid kChangePassword = guid("ab721a53-1e2f-11d0-9819-00aa0040529b");
// Attributes (MS-ADA1 §2.365 lockoutTime, MS-ADA3 §2.175 pwdLastSet) and the property set of the latter (MS-ADTS
// §3.1.1.2.3.3, User Account Restrictions); lockoutTime is in none.
constexpr Guid kLockoutTime = guid("28630ebf-41d5-11d1-a9c1-0000f80367c1");
constexpr Guid kPwdLastSet = guid("bf967a0a-0de6-11d0-a285-00aa003049e2");
constexpr Guid kUserAccountRestrictions = guid("4c164200-20c0-11d0-a768-00aa006e0529");

// "User cannot change password".
bool is_own_wish(ConnectorRight right, const Ace& denial) {
    static const Sid everyone = Sid::parse("S-1-1-0").value();
    return right == ConnectorRight::change_password && denial.trustee == everyone;
}

}  // namespace

std::span<const ConnectorRight> rights_on_people() { return kOnPeople; }

WantedAccess wanted_access(ConnectorRight right) {
    switch (right) {
        case ConnectorRight::reset_password:
            return {access::kControlAccess, kForceChangePassword, std::nullopt};
        case ConnectorRight::change_password:
            return {access::kControlAccess, kChangePassword, std::nullopt};
        case ConnectorRight::write_lockout_time:
            return {access::kWriteProperty, kLockoutTime, std::nullopt};
        case ConnectorRight::write_pwd_last_set:
            return {access::kWriteProperty, kPwdLastSet, kUserAccountRestrictions};
        case ConnectorRight::dirsync:
            return {access::kControlAccess, kGetChanges, std::nullopt};
        case ConnectorRight::read_password_settings:
        case ConnectorRight::read_deleted_objects:
            return {access::kReadProperty, {}, std::nullopt};
    }
    return {};
}

bool holds(const SecurityDescriptor& descriptor, const Token& token, ConnectorRight right) {
    const auto decision = check_access(descriptor, token, wanted_access(right));
    return decision.granted() || (decision.answer == AccessAnswer::denied && is_own_wish(right, *decision.by));
}

const Ace* denied_by(const SecurityDescriptor& descriptor, const Token& token, ConnectorRight right) {
    const auto decision = check_access(descriptor, token, wanted_access(right));
    const bool is_denied = decision.answer == AccessAnswer::denied && !is_own_wish(right, *decision.by);
    return is_denied ? decision.by : nullptr;
}

std::vector<Ace> grant_entries(ConnectorRight right, const Sid& account, GrantTo to, std::span<const Guid> classes) {
    if (right == ConnectorRight::read_password_settings || right == ConnectorRight::read_deleted_objects) {
        return {{.type = AceType::allow,
                 .flags = ace_flag::kContainerInherit,
                 .mask = access::kListContents | access::kReadProperty | access::kListObject | access::kReadControl,
                 .trustee = account}};
    }
    const auto wanted = wanted_access(right);
    Ace ace{.type = AceType::allow_object, .mask = wanted.mask, .object_type = wanted.object, .trustee = account};
    if (wanted.mask == access::kWriteProperty) ace.mask |= access::kReadProperty;
    if (right == ConnectorRight::dirsync || to == GrantTo::object_itself) return {ace};
    std::vector<Ace> aces;
    for (const auto& each : classes) {
        ace.flags = ace_flag::kContainerInherit | ace_flag::kInheritOnly;
        ace.inherited_object_type = each;
        aces.push_back(ace);
    }
    return aces;
}

}  // namespace tilbage::core
