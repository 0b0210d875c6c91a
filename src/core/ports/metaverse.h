// Who was joined: for each source anchor the object behind it and what the tenant was told. Implemented by adapters/sql
// (sync.db) and by the fake that tests use. The engine's thread writes; any thread may read. Calls join the unit of
// work that is open.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/group.h"
#include "core/identity/ids.h"
#include "core/ports/connector_space.h"
#include "core/sync/object_guid.h"

namespace tilbage::core {

// An object that claims a source anchor: in scope, a person or group that may be in the tenant.
struct AnchorClaim {
    DirectoryNumber directory = 1;
    ObjectGuid guid;
    bool own = true;  // it is the object's own objectGUID, not what ms-DS-ConsistencyGuid says
    auto operator<=>(const AnchorClaim&) const = default;
};

inline constexpr base::TimePoint kAtOnce{};

struct ExportState {
    std::string tenant_id;  // the SCIM id; empty: not there
    std::string name;       // user principal name or group's name, as it was told last
    std::string digest;     // of what the tenant has been told last; empty: to be told again
    // Of what could not be told. Tried again with the time between growing.
    std::string refusal;
    int attempts = 0;
    // When it is to be compared with what the tenant was told, and told; kAtOnce: something about it has changed.
    // Empty: nothing to do.
    std::optional<base::TimePoint> next_attempt;
    bool removal_held = false;                  // to be removed, and waits for the administrators' yes
    std::optional<base::TimePoint> held_since;  // while it is held
    bool removal_allowed = false;               // they said yes
    bool operator==(const ExportState&) const = default;
};

struct MetaverseEntry {
    SourceAnchor anchor;
    ObjectKind kind = ObjectKind::person;
    std::optional<AnchorClaim> joined;  // empty: nobody, or several with the same right (then disputed)
    bool disputed = false;
    ExportState exported;
    bool operator==(const MetaverseEntry&) const = default;
};

struct MetaverseCounts {
    std::int64_t people = 0;  // joined
    std::int64_t groups = 0;  // joined
    std::int64_t disputed = 0;
    std::int64_t refused = 0;   // by the tenant
    std::int64_t held = 0;      // removals that wait
    std::int64_t removals = 0;  // as Metaverse::removals, all but those that are allowed
};

class Metaverse {
public:
    virtual ~Metaverse() = default;
    virtual base::Result<std::optional<MetaverseEntry>> find(const SourceAnchor& anchor) = 0;
    // Whose claim this object's is: of a person or group that is in scope.
    virtual base::Result<std::optional<MetaverseEntry>> find_by_object(DirectoryNumber directory,
                                                                       const ObjectGuid& guid) = 0;
    virtual base::Result<std::optional<MetaverseEntry>> find_by_tenant_id(const std::string& tenant_id) = 0;
    virtual base::Result<std::vector<AnchorClaim>> claims(const SourceAnchor& anchor) = 0;
    // Whether any object has ever claimed it, gone by now or not.
    virtual base::Result<bool> was_claimed(const SourceAnchor& anchor) = 0;
    // The object claims this anchor and no other any more.
    virtual base::Result<void> claim(const SourceAnchor& anchor, const AnchorClaim& claim) = 0;
    // It claims none any more; the anchor it claimed.
    virtual base::Result<std::optional<SourceAnchor>> release(DirectoryNumber directory, const ObjectGuid& guid) = 0;
    // Inserts or replaces (claims are apart).
    virtual base::Result<void> put(const MetaverseEntry& entry) = 0;
    virtual base::Result<void> remove(const SourceAnchor& anchor) = 0;
    // Each once, in one order that never changes (not the anchors' own), read in chunks, so that `visit` may write.
    virtual base::Result<void> each(const std::function<base::Result<void>(const MetaverseEntry&)>& visit) = 0;
    virtual base::Result<std::vector<MetaverseEntry>> refused(std::size_t at_most) = 0;
    // Whose next_attempt has come, in that order, behind `after` (empty: from the first).
    virtual base::Result<std::vector<MetaverseEntry>> due(ObjectKind kind, base::TimePoint now,
                                                          const SourceAnchor& after, std::size_t at_most) = 0;
    // Who is in the tenant, joined to nobody and not disputed, in that order, behind `after`.
    virtual base::Result<std::vector<MetaverseEntry>> removals(const SourceAnchor& after, std::size_t at_most) = 0;
    // The earliest next_attempt; empty: nothing is to be done.
    virtual base::Result<std::optional<base::TimePoint>> next_due() = 0;
    // Those that these objects are joined as are due at once; `attempts` stay. Others are none of its business.
    virtual base::Result<void> touch(DirectoryNumber directory, const std::vector<ObjectGuid>& objects) = 0;
    // Everybody who is joined is due at once.
    virtual base::Result<void> touch_all() = 0;
    virtual base::Result<std::vector<MetaverseEntry>> held(std::size_t at_most) = 0;
    virtual base::Result<std::vector<MetaverseEntry>> disputed(std::size_t at_most) = 0;
    virtual base::Result<MetaverseCounts> counts() = 0;
    // Nothing is known of the tenant any more: ids, digests and members are forgotten, joins stay.
    virtual base::Result<void> forget_exports() = 0;

    // What the object is in the tenant, as a member of groups: it is joined, and there.
    virtual base::Result<std::optional<GroupMember>> exported_as(DirectoryNumber directory, const ObjectGuid& guid) = 0;
    // The members that the tenant has been told of a group, sorted. remove() of the group's anchor forgets them.
    virtual base::Result<std::vector<GroupMember>> told_members(const SourceAnchor& group) = 0;
    virtual base::Result<void> set_told_members(const SourceAnchor& group, const std::vector<GroupMember>& members) = 0;
    virtual base::Result<void> change_told_members(const SourceAnchor& group, const std::vector<GroupMember>& added,
                                                   const std::vector<GroupMember>& removed) = 0;
    // It is gone from the tenant, and so from all of its groups.
    virtual base::Result<void> forget_member(const std::string& tenant_id) = 0;

    // Removals that were carried out, for the guard against accidental ones. Those older than two days may be dropped.
    virtual base::Result<void> count_removals(base::TimePoint at, std::int64_t removed) = 0;
    virtual base::Result<std::int64_t> removals_since(base::TimePoint at) = 0;

    // What the engine remembers across restarts, by name: small texts. Empty optional: not known.
    virtual base::Result<std::optional<std::string>> note(const std::string& name) = 0;
    virtual base::Result<void> set_note(const std::string& name, const std::string& text) = 0;
};

}  // namespace tilbage::core
