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

struct ExportState {
    std::string tenant_id;  // the SCIM id; empty: not there
    std::string digest;     // of what the tenant has been told last; empty: to be told again
    // Of what could not be told. Tried again with the time between growing.
    std::string refusal;
    int attempts = 0;
    std::optional<base::TimePoint> next_attempt;
    bool removal_held = false;  // to be removed, and waits for the administrators' yes
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
    std::int64_t refused = 0;  // by the tenant
    std::int64_t held = 0;     // removals that wait
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
    // The object claims this anchor and no other any more.
    virtual base::Result<void> claim(const SourceAnchor& anchor, const AnchorClaim& claim) = 0;
    // It claims none any more; the anchor it claimed.
    virtual base::Result<std::optional<SourceAnchor>> release(DirectoryNumber directory, const ObjectGuid& guid) = 0;
    // Inserts or replaces (claims are apart).
    virtual base::Result<void> put(const MetaverseEntry& entry) = 0;
    virtual base::Result<void> remove(const SourceAnchor& anchor) = 0;
    // In the order of anchors, read in chunks, so that `visit` may write.
    virtual base::Result<void> each(const std::function<base::Result<void>(const MetaverseEntry&)>& visit) = 0;
    virtual base::Result<std::vector<MetaverseEntry>> refused(std::size_t at_most) = 0;
    virtual base::Result<std::vector<MetaverseEntry>> due(base::TimePoint now, std::size_t at_most) = 0;
    virtual base::Result<std::vector<MetaverseEntry>> held(std::size_t at_most) = 0;
    virtual base::Result<std::vector<MetaverseEntry>> disputed(std::size_t at_most) = 0;
    virtual base::Result<MetaverseCounts> counts() = 0;
    // Nothing is known of the tenant any more: ids and digests are forgotten, joins stay.
    virtual base::Result<void> forget_exports() = 0;
};

}  // namespace tilbage::core
