// The engine's staged copy of its directories, and how far each was read. Implemented by adapters/sql (sync.db) and by
// the fake that tests use. One thread; calls join the unit of work that is open.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/sync/staged_object.h"

namespace tilbage::core {

using DirectoryNumber = int;  // of a directory in the agent's configuration, 1, 2, 3; the same after a restart

// How far a directory was read.
struct ImportPosition {
    std::string domain;                      // DNS name; another one than the configured means that all of it is void
    std::string invocation_id;               // of the server that the cookie is from
    std::string cookie;                      // empty: a full import is needed
    std::int64_t usn = 0;                    // highestCommittedUSN before the read that gave the cookie
    std::int64_t generation = 0;             // of the last full import that was begun
    bool whole = false;                      // a full import was finished once, and everything since is in
    std::optional<base::TimePoint> full_at;  // when it was finished
    bool operator==(const ImportPosition&) const = default;
};

struct SpaceCounts {
    std::int64_t people = 0;
    std::int64_t groups = 0;
    std::int64_t units = 0;
};

class ConnectorSpace {
public:
    virtual ~ConnectorSpace() = default;

    virtual base::Result<ImportPosition> position(DirectoryNumber directory) = 0;  // a new one: default
    virtual base::Result<void> set_position(DirectoryNumber directory, const ImportPosition& position) = 0;
    // Everything of a directory but its position.
    virtual base::Result<void> clear(DirectoryNumber directory) = 0;
    virtual base::Result<SpaceCounts> counts(DirectoryNumber directory) = 0;

    virtual base::Result<std::optional<StagedObject>> find(DirectoryNumber directory, const ObjectGuid& guid) = 0;
    // Inserts or replaces; stamps it with `generation`.
    virtual base::Result<void> put(DirectoryNumber directory, const StagedObject& object, std::int64_t generation) = 0;
    // With its members, and out of the groups it is in.
    virtual base::Result<bool> remove(DirectoryNumber directory, const ObjectGuid& guid) = 0;
    // What lies directly below.
    virtual base::Result<std::vector<ObjectGuid>> children(DirectoryNumber directory, const ObjectGuid& parent) = 0;
    // Objects of this kind; all of them are read before the first is visited in chunks, so that `visit` may write.
    virtual base::Result<void> each(DirectoryNumber directory, ObjectKind kind,
                                    const std::function<base::Result<void>(const StagedObject&)>& visit) = 0;
    // Those whose stamp is another than `generation`: a full import did not see them.
    virtual base::Result<std::vector<ObjectGuid>> not_of_generation(DirectoryNumber directory,
                                                                    std::int64_t generation) = 0;
    // By sAMAccountName, userPrincipalName or mail, whatever its case; for previews.
    virtual base::Result<std::vector<ObjectGuid>> find_by_text(DirectoryNumber directory, const std::string& text) = 0;

    // Direct members, in or out of scope, staged or not.
    virtual base::Result<std::vector<ObjectGuid>> members(DirectoryNumber directory, const ObjectGuid& group) = 0;
    virtual base::Result<void> set_members(DirectoryNumber directory, const ObjectGuid& group,
                                           const std::vector<ObjectGuid>& members) = 0;
    virtual base::Result<void> change_members(DirectoryNumber directory, const ObjectGuid& group,
                                              const std::vector<ObjectGuid>& added,
                                              const std::vector<ObjectGuid>& removed) = 0;
    // The groups that this object is directly in.
    virtual base::Result<std::vector<ObjectGuid>> groups_with(DirectoryNumber directory, const ObjectGuid& member) = 0;
    // The people whose manager this is.
    virtual base::Result<std::vector<ObjectGuid>> managed_by(DirectoryNumber directory, const ObjectGuid& manager) = 0;

    // What must be looked at again because something about it changed. Survives a restart.
    virtual base::Result<void> mark(DirectoryNumber directory, const std::vector<ObjectGuid>& objects) = 0;
    virtual base::Result<void> mark_all(DirectoryNumber directory) = 0;  // people and groups
    virtual base::Result<std::vector<ObjectGuid>> marked(DirectoryNumber directory, ObjectKind kind,
                                                         std::size_t at_most) = 0;  // not staged any more: as a person
    virtual base::Result<void> unmark(DirectoryNumber directory, const std::vector<ObjectGuid>& objects) = 0;
};

}  // namespace tilbage::core
