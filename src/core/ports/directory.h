// One Active Directory forest, as the rules of writeback need it. Implemented by adapters/ldap and by the fake that
// tests use; both pass tests/contract. Calls block; any number of threads may call at once.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/ids.h"
#include "core/ports/joined_people.h"
#include "core/writeback/description.h"
#include "core/writeback/directory_answer.h"
#include "core/writeback/password_text.h"

namespace tilbage::core {

// A user object at the moment of reading.
struct DirectoryPerson {
    SourceAnchor anchor;
    ObjectGuid object_guid;
    std::string dn;    // RFC 4514, as the directory wrote it
    std::string guid;  // objectGUID as "<GUID=…>" wants it; stays right when the object is renamed or moved
    std::string sid;   // objectSid, "S-1-5-21-…"
    std::string sam_account_name;
    std::string display_name;
    std::string given_name;
    std::string surname;
    std::string user_principal_name;
    std::int64_t pwd_last_set = 0;    // 100 ns since 1601-01-01 UTC; 0: must change at next sign-in
    base::TimePoint when_changed;     // whenChanged, to the second: anything on the object, on this domain controller
    bool disabled = false;            // ACCOUNTDISABLE of userAccountControl
    bool locked = false;              // lockoutTime and its duration, as the directory computes it
    bool expired = false;             // accountExpires is past
    bool admin_count = false;         // adminCount is 1
    int bad_password_count = 0;       // badPwdCount; counts only while it is fresh
    base::TimePoint bad_password_at;  // badPasswordTime, of the last wrong one, on this domain controller
    std::optional<base::TimePoint> lockout_time = {};        // lockoutTime, whether it still counts or not
    std::optional<base::TimePoint> account_expires_at = {};  // accountExpires; empty: never
    bool password_never_expires = false;                     // by userAccountControl
    bool outside_hours = false;                              // logonHours does not allow this hour
    bool certain_workstations = false;                       // userWorkstations names some
    // Transitive, the primary group included. Empty optional: could not be read, and then nothing may be written.
    std::optional<std::vector<std::string>> group_sids;
};

struct NoPerson {};
using PersonLookup = std::variant<NoPerson, DirectoryPerson>;

// What the domain controller can do; read again after a reconnection.
struct DirectoryCapabilities {
    bool policy_hints = false;  // 1.2.840.113556.1.4.2239 or .2066 is in rootDSE's supportedControl
};

// One sign-in with a password, told apart by the sub-code of AcceptSecurityContext ("data 52e", MS-ERREF 2.2).
enum class SignIn {
    ok,
    wrong,
    must_change,
    expired_password,
    disabled,
    expired_account,
    not_now,   // outside the person's hours
    not_here,  // the person may sign in at certain workstations only
    locked,    // told before the password was looked at
    other,     // not let in, and nothing is known about the password
};
// The password was right, whatever else keeps the person out.
[[nodiscard]] constexpr bool proves_password(SignIn answer) {
    return answer != SignIn::wrong && answer != SignIn::locked && answer != SignIn::other;
}

struct PasswordWrite {
    const PasswordText& next;
    const PasswordText* current = nullptr;  // set: a change, else a reset
    bool must_change = false;               // only with a reset: another one is asked for at the next sign-in
};

class Directory {
public:
    virtual ~Directory() = default;

    // The object of this objectGUID, when it is a person who has this source anchor at this moment.
    virtual base::Result<PersonLookup> find_person(const JoinedPerson& joined) = 0;
    // The same for who is about to write, and does not need to know whether a lockout is still in force: `locked` may
    // then stand though its duration has passed. To compute that costs a domain controller as much as the rest of the
    // lookup.
    virtual base::Result<PersonLookup> find_person_to_write(const JoinedPerson& joined) { return find_person(joined); }
    // The resultant PSO's, else the domain's. Members that the account may not read stay empty.
    virtual base::Result<PasswordPolicy> read_policy(const DirectoryPerson& person) = 0;
    virtual base::Result<DirectoryCapabilities> capabilities() = 0;
    // The domain controller's own clock.
    virtual base::Result<base::TimePoint> directory_time() = 0;

    // One modify. A reset: unicodePwd and lockoutTime=0 together, and pwdLastSet=0 for must_change, with policy hints
    // (critical) when the directory has them. A change: delete and add, no lockoutTime. Waits for the answer until
    // `deadline`.
    virtual DirectoryAnswer write_password(const DirectoryPerson& person, const PasswordWrite& write,
                                           base::TimePoint deadline) = 0;
    // One modify: lockoutTime=0.
    virtual DirectoryAnswer unlock(const DirectoryPerson& person, base::TimePoint deadline) = 0;
    // One bind on a connection of its own. A wrong password counts towards a lockout.
    virtual base::Result<SignIn> verify_password(const DirectoryPerson& person, const PasswordText& password,
                                                 base::TimePoint deadline) = 0;
};

}  // namespace tilbage::core
