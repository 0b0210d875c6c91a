#include "adapters/ldap/person_entry.h"

#include <limits>

#include "adapters/ldap/identifiers.h"
#include "adapters/ldap/time_values.h"
#include "core/writeback/file_time.h"

namespace tilbage::adapters::ldap {
namespace {

std::optional<base::TimePoint> expiry(std::int64_t account_expires) {
    // Both mean never (MS-ADTS 2.2.16, accountExpires).
    if (account_expires == 0 || account_expires == std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    return core::from_file_time(account_expires);
}

std::optional<base::TimePoint> time_in(const Entry& entry, std::string_view name) {
    const auto at = entry.number(name).value_or(0);
    return at > 0 ? std::optional(core::from_file_time(at)) : std::nullopt;
}

// One bit an hour of the week in UTC, from Sunday at midnight (MS-SAMR 2.2.6.5); absent: all of them.
bool is_outside(std::span<const std::uint8_t> logon_hours, base::TimePoint now) {
    constexpr std::size_t kBytes = 21;
    constexpr unsigned kHoursPerDay = 24;
    constexpr unsigned kBitsPerByte = 8;
    if (logon_hours.size() != kBytes) return false;
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const auto hour_of_day = static_cast<unsigned>(std::chrono::floor<std::chrono::hours>(now - day).count());
    const auto hour = std::chrono::weekday(day).c_encoding() * kHoursPerDay + hour_of_day;
    return (logon_hours[hour / kBitsPerByte] >> (hour % kBitsPerByte) & 1U) == 0;
}

// Empty optional: not readable, or not SIDs. Everybody is in a group at least, the primary one.
std::optional<std::vector<std::string>> group_sids(const Entry& entry) {
    const auto* groups = entry.find("tokenGroups");
    if (groups == nullptr || groups->values.empty()) return std::nullopt;
    std::vector<std::string> sids;
    for (const auto& value : groups->values) {
        auto sid = sid_to_text(base::as_bytes(value));
        if (!sid) return std::nullopt;
        sids.push_back(std::move(*sid));
    }
    return sids;
}

}  // namespace

std::vector<std::string> anchor_attributes() { return {"objectGUID", "mS-DS-ConsistencyGuid"}; }

std::optional<core::SourceAnchor> anchor_of(const Entry& entry, AnchorAttribute attribute) {
    if (attribute == AnchorAttribute::consistency_guid) {
        if (auto anchor = core::SourceAnchor::from_guid(entry.bytes("mS-DS-ConsistencyGuid"))) return anchor;
    }
    return core::SourceAnchor::from_guid(entry.bytes("objectGUID"));
}

std::vector<std::string> person_attributes() {
    auto attributes = anchor_attributes();
    for (const auto* name :
         {"objectSid", "sAMAccountName", "displayName", "givenName", "sn", "userPrincipalName", "pwdLastSet",
          "whenChanged", "userAccountControl", "lockoutTime", "accountExpires", "adminCount", "badPwdCount",
          "badPasswordTime", "logonHours", "userWorkstations", "tokenGroups"}) {
        attributes.emplace_back(name);
    }
    return attributes;
}

core::DirectoryPerson to_person(const Entry& entry, const core::SourceAnchor& anchor, base::TimePoint now) {
    core::DirectoryPerson person;
    person.anchor = anchor;
    person.dn = entry.dn;
    person.object_guid = core::ObjectGuid::from(entry.bytes("objectGUID")).value_or(core::ObjectGuid());
    person.guid = guid_to_text(entry.bytes("objectGUID"));
    person.sid = sid_to_text(entry.bytes("objectSid")).value_or("");
    person.sam_account_name = entry.text("sAMAccountName");
    person.display_name = entry.text("displayName");
    person.given_name = entry.text("givenName");
    person.surname = entry.text("sn");
    person.user_principal_name = entry.text("userPrincipalName");
    person.pwd_last_set = entry.number("pwdLastSet").value_or(0);
    person.when_changed = from_generalized_time(entry.text("whenChanged")).value_or(base::TimePoint());
    const auto control = entry.number("userAccountControl").value_or(0);
    person.disabled = (control & kAccountDisabled) != 0;
    person.password_never_expires = (control & kPasswordNeverExpires) != 0;
    person.locked = entry.number("lockoutTime").value_or(0) != 0;
    person.lockout_time = time_in(entry, "lockoutTime");
    person.account_expires_at = expiry(entry.number("accountExpires").value_or(0));
    person.expired = person.account_expires_at && *person.account_expires_at <= now;
    person.outside_hours = is_outside(entry.bytes("logonHours"), now);
    person.certain_workstations = !entry.text("userWorkstations").empty();
    person.admin_count = entry.number("adminCount").value_or(0) == 1;
    person.bad_password_count = static_cast<int>(entry.number("badPwdCount").value_or(0));
    if (const auto at = entry.number("badPasswordTime"); at && *at > 0) {
        person.bad_password_at = core::from_file_time(*at);
    }
    person.group_sids = group_sids(entry);
    return person;
}

}  // namespace tilbage::adapters::ldap
