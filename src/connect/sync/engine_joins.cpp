#include "connect/sync/engine_joins.h"

namespace tilbage::connect {

base::Result<core::JoinedLookup> EngineJoins::find(const core::SourceAnchor& anchor) {
    // Before everybody was seen once, nobody knows who else claims an anchor.
    const auto position = space_.position(directory_);
    if (!position) return base::fail(position.error());
    if (!position->whole) return core::JoinedLookup(core::NotYetKnown());
    const auto entry = metaverse_.find(anchor);
    if (!entry) return base::fail(entry.error());
    if (!*entry || (*entry)->kind != core::ObjectKind::person) return not_here();
    if ((*entry)->disputed) return core::JoinedLookup(core::DisputedAnchor());
    const auto& joined = (*entry)->joined;
    if (!joined || joined->directory != directory_) return not_here();
    // Before the directory was reached since the start, nobody knows what its units are called now.
    const auto scope = scope_();
    const bool known = scope.mode == core::Scope::Mode::all || !scope.include.empty();
    return known ? core::JoinedLookup(core::JoinedPerson{anchor, joined->guid})
                 : core::JoinedLookup(core::NotYetKnown());
}

// In a directory that was never read to its end there may be anybody.
base::Result<core::JoinedLookup> EngineJoins::not_here() {
    for (const auto other : others_) {
        const auto position = space_.position(other);
        if (!position) return base::fail(position.error());
        if (!position->whole) return core::JoinedLookup(core::NotYetKnown());
    }
    return core::JoinedLookup(core::NotJoined());
}

base::Result<std::optional<core::DirectoryNumber>> directory_of(core::Metaverse& metaverse,
                                                                const core::SourceAnchor& anchor) {
    const auto entry = metaverse.find(anchor);
    if (!entry) return base::fail(entry.error());
    const bool joined = *entry && (*entry)->joined && (*entry)->kind == core::ObjectKind::person;
    return joined ? std::optional((*entry)->joined->directory) : std::nullopt;
}

}  // namespace tilbage::connect
