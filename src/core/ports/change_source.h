// One domain of a directory, as the synchronisation engine reads it: everything once, then what has changed.
// Implemented by adapters/ldap (a walk, and DirSync, MS-ADTS 3.1.1.3.4.1.3) and by the fake that tests use; both pass
// tests/contract. Calls block and come from one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/sync/staged_object.h"

namespace tilbage::core {

// The domain controller that answers now.
struct SourceServer {
    std::string name;              // "ldaps://dc1.example.org:636"
    std::string invocation_id;     // of its database (MS-ADTS 3.1.1.1.9): another one after a restore from a backup
    std::int64_t highest_usn = 0;  // highestCommittedUSN
};

struct SourceDomain {
    std::string dns;
    std::string netbios;
    std::string base_dn;
    ObjectGuid head;     // of the object base_dn
    std::string forest;  // DNS name of the forest's first domain
};

struct ChangeBatch {
    std::vector<ObjectChange> changes;  // in the directory's order
    std::string cookie;                 // where to go on; opaque
    bool more = false;                  // the directory has not said everything yet
};

// How long passwords live by the domain's own policy, and who may have another.
struct PasswordLife {
    std::int64_t max_age = 0;  // 100 ns; 0: for ever
    // People, and groups whose members, through groups in them too, have a policy of their own (MS-ADTS 3.1.1.4.5.36).
    std::vector<ObjectGuid> exceptions;
};

class ChangeSource {
public:
    virtual ~ChangeSource() = default;

    // One read of the root DSE on a connection that stays open, to be called several times a second. A server other
    // than before is told by its invocation_id.
    virtual base::Result<SourceServer> look() = 0;
    virtual base::Result<SourceDomain> domain() = 0;
    // What has changed behind `cookie` (empty: everything there is, each object whole), handed over in batches of some
    // hundred as they arrive, so that a hundred thousand need no memory. Each batch but the last of a round has the
    // cookie of the round before. An error of `visit` ends it and is returned. corrupt: the cookie is refused, and
    // everything must be read anew; unavailable, timeout, permission_denied as elsewhere, what was visited is right but
    // not all. Of everything: whoever is there from its beginning to its end is told, wherever they are moved
    // meanwhile; who changes meanwhile may be told twice, and the last word counts. Who was deleted and is there again
    // is told twice, as deleted and then as changed, with what refers to them now.
    virtual base::Result<void> read_changes(const std::string& cookie,
                                            const std::function<base::Result<void>(ChangeBatch)>& visit) = 0;
    // One object whole, with all its members; empty: it is not there, or not to be seen, or none that is staged.
    virtual base::Result<std::optional<ObjectChange>> read_object(const ObjectGuid& guid) = 0;
    // A unit or group by its name in the configuration; empty: there is no such object.
    virtual base::Result<std::optional<ObjectGuid>> find_by_name(const std::string& dn) = 0;
    // Whether deletions are told: the account may read the container of deleted objects.
    virtual base::Result<bool> sees_deletions() = 0;
    // Every staged object's GUID, for who does not see deletions.
    virtual base::Result<void> each_guid(const std::function<void(const ObjectGuid&)>& visit) = 0;
    // Empty: the account may not see enough to tell.
    virtual base::Result<std::optional<PasswordLife>> password_life() = 0;
    // msDS-UserPasswordExpiryTimeComputed (100 ns since 1601, 0x7FFFFFFFFFFFFFFF: never) is computed by the directory
    // and no change of it is ever told. Of one person; and of all,
    // which takes a directory longer than all else that it tells of them.
    virtual base::Result<std::optional<std::int64_t>> password_expiry(const ObjectGuid& guid) = 0;
    virtual base::Result<void> each_password_expiry(
        const std::function<void(const ObjectGuid&, std::int64_t)>& visit) = 0;
};

}  // namespace tilbage::core
