// Who has a source anchor: objects claim it, and the one with the best right is joined. One thread, within units of
// work of the caller.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "base/result.h"
#include "core/ports/connector_space.h"
#include "core/ports/metaverse.h"

namespace tilbage::core {

// What ties this object to the tenant: ms-DS-ConsistencyGuid when it is wanted and holds 16 bytes, else objectGUID.
[[nodiscard]] SourceAnchor anchor_of(const StagedObject& object, bool consistency_guid);
[[nodiscard]] SourceAnchor own_anchor_of(const ObjectGuid& guid);

// ms-DS-ConsistencyGuid can be written, so two objects may hold the same one, or one the objectGUID of another: an
// object's own objectGUID comes before another's ms-DS-ConsistencyGuid, and among several of the same right nobody is
// joined (disputed). The same in all directories together.
struct Settlement {
    std::optional<AnchorClaim> joined;
    bool disputed = false;
    bool operator==(const Settlement&) const = default;
};
[[nodiscard]] Settlement settle(const std::vector<AnchorClaim>& claims);

class Joins {
public:
    // `on_touch` hears of every object that was made due because another one that it refers to changed.
    using OnTouch = std::function<void(DirectoryNumber, const std::vector<ObjectGuid>&)>;
    Joins(ConnectorSpace& space, Metaverse& metaverse, OnTouch on_touch = {})
        : space_(space), metaverse_(metaverse), on_touch_(std::move(on_touch)) {}

    // Whether anything is due because of it.
    base::Result<bool> claim(const SourceAnchor& anchor, const AnchorClaim& claim, ObjectKind kind);
    base::Result<bool> release(DirectoryNumber directory, const ObjectGuid& guid);
    // Settles the anchor anew, from its claims.
    base::Result<bool> resolve(const SourceAnchor& anchor);
    // What this object is in the tenant has changed: groups that it is in and people that it manages are due.
    base::Result<void> touch_those_who_refer_to(DirectoryNumber directory, const ObjectGuid& guid);

private:
    base::Result<bool> resolve(const SourceAnchor& anchor, const std::optional<MetaverseEntry>& known,
                               const Settlement& settlement, std::optional<ObjectKind> kind);
    base::Result<Settlement> settlement_of(const SourceAnchor& anchor, const std::optional<MetaverseEntry>& entry,
                                           std::optional<ObjectKind>& kind);
    base::Result<bool> is_any_of_kind(const std::vector<AnchorClaim>& claims, ObjectKind kind);
    base::Result<void> touch_around(const std::optional<AnchorClaim>& joined);

    ConnectorSpace& space_;
    Metaverse& metaverse_;
    OnTouch on_touch_;
};

}  // namespace tilbage::core
