#include "adapters/ldap/person_entry.h"

#include <limits>

#include "adapters/ldap/identifiers.h"
#include "adapters/ldap/time_values.h"
#include "core/writeback/file_time.h"

namespace tilbage::adapters::ldap {
namespace {

bool is_past(std::int64_t account_expires, base::TimePoint now) {
    // Both mean never (MS-ADTS 2.2.16, accountExpires).
    if (account_expires == 0 || account_expires == std::numeric_limits<std::int64_t>::max()) return false;
    return core::from_file_time(account_expires) <= now;
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
    for (const auto* name : {"objectSid", "sAMAccountName", "displayName", "givenName", "sn", "userPrincipalName",
                             "pwdLastSet", "whenChanged", "userAccountControl", "lockoutTime", "accountExpires",
                             "adminCount", "badPwdCount", "badPasswordTime", "tokenGroups"}) {
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
    person.disabled = (entry.number("userAccountControl").value_or(0) & kAccountDisabled) != 0;
    person.locked = entry.number("lockoutTime").value_or(0) != 0;
    person.expired = is_past(entry.number("accountExpires").value_or(0), now);
    person.admin_count = entry.number("adminCount").value_or(0) == 1;
    person.bad_password_count = static_cast<int>(entry.number("badPwdCount").value_or(0));
    if (const auto at = entry.number("badPasswordTime"); at && *at > 0) {
        person.bad_password_at = core::from_file_time(*at);
    }
    person.group_sids = group_sids(entry);
    return person;
}

}  // namespace tilbage::adapters::ldap
