#include "connect/sync/engine_joins.h"

namespace tilbage::connect {

base::Result<core::JoinedLookup> EngineJoins::find(const core::SourceAnchor& anchor) {
    // Before everybody was seen once, nobody knows who else claims an anchor.
    const auto position = space_.position(directory_);
    if (!position) return base::fail(position.error());
    if (!position->whole) return core::JoinedLookup(core::NotYetKnown());
    const auto entry = metaverse_.find(anchor);
    if (!entry) return base::fail(entry.error());
    if (!*entry || (*entry)->kind != core::ObjectKind::person) return core::JoinedLookup(core::NotJoined());
    if ((*entry)->disputed) return core::JoinedLookup(core::DisputedAnchor());
    const auto& joined = (*entry)->joined;
    if (!joined || joined->directory != directory_) return core::JoinedLookup(core::NotJoined());
    return core::JoinedLookup(core::JoinedPerson{anchor, joined->guid});
}

}  // namespace tilbage::connect
