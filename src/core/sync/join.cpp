#include "core/sync/join.h"

#include <algorithm>

namespace tilbage::core {

SourceAnchor own_anchor_of(const ObjectGuid& guid) {
    return SourceAnchor::from_guid(guid.bytes).value_or(SourceAnchor());  // 16 bytes always are one
}

SourceAnchor anchor_of(const StagedObject& object, bool consistency_guid) {
    if (consistency_guid) {
        const auto text = object.text("mS-DS-ConsistencyGuid");
        if (auto anchor = SourceAnchor::from_guid(base::as_bytes(text))) return *anchor;
    }
    return own_anchor_of(object.guid);
}

Settlement settle(const std::vector<AnchorClaim>& claims) {
    const auto own = std::ranges::count_if(claims, &AnchorClaim::own);
    const auto rivals = own > 0 ? own : static_cast<std::ptrdiff_t>(claims.size());
    if (rivals != 1) return {std::nullopt, rivals > 1};
    return {*std::ranges::find(claims, own > 0, &AnchorClaim::own), false};
}

base::Result<bool> Joins::claim(const SourceAnchor& anchor, const AnchorClaim& claim, ObjectKind kind) {
    auto before = metaverse_.find_by_object(claim.directory, claim.guid);
    if (!before) return base::fail(before.error());
    if (*before && (*before)->anchor == anchor && (*before)->kind == kind) {
        auto& entry = **before;
        const bool joined =
            entry.joined && entry.joined->directory == claim.directory && entry.joined->guid == claim.guid;
        if (!joined) return false;  // others have the anchor, and nothing about that has changed
        if (entry.exported.next_attempt == kAtOnce) return true;
        entry.exported.next_attempt = kAtOnce;
        entry.exported.attempts = 0;
        if (auto put = metaverse_.put(entry); !put) return base::fail(put.error());
        return true;
    }
    if (auto claimed = metaverse_.claim(anchor, claim); !claimed) return base::fail(claimed.error());
    bool due = false;
    if (*before && (*before)->anchor != anchor) {
        const auto left = resolve((*before)->anchor);
        if (!left) return left;
        due = *left;
    }
    const auto known = metaverse_.find(anchor);
    if (!known) return base::fail(known.error());
    // An anchor that has no entry nobody has claimed before.
    const auto resolved = *known ? resolve(anchor) : resolve(anchor, *known, {claim, false}, kind);
    if (!resolved) return resolved;
    return due || *resolved;
}

base::Result<bool> Joins::release(DirectoryNumber directory, const ObjectGuid& guid) {
    const auto anchor = metaverse_.release(directory, guid);
    if (!anchor) return base::fail(anchor.error());
    if (!*anchor) return false;
    return resolve(**anchor);
}

// Of a claim whose object is not staged nobody knows.
base::Result<bool> Joins::is_any_of_kind(const std::vector<AnchorClaim>& claims, ObjectKind kind) {
    for (const auto& claim : claims) {
        const auto object = space_.find(claim.directory, claim.guid);
        if (!object) return base::fail(object.error());
        if (!*object || (*object)->kind == kind) return true;
    }
    return false;
}

// A person's anchor may turn out to be a group's, by ms-DS-ConsistencyGuid: who is in the tenant goes first, and the
// anchor is settled again when they are gone. So it is when several of another kind dispute it: none of them is the one
// in the tenant.
base::Result<Settlement> Joins::settlement_of(const SourceAnchor& anchor, const std::optional<MetaverseEntry>& entry,
                                              std::optional<ObjectKind>& kind) {
    const auto claims = metaverse_.claims(anchor);
    if (!claims) return base::fail(claims.error());
    auto settlement = settle(*claims);
    if (settlement.disputed && entry && !entry->exported.tenant_id.empty()) {
        const auto may_be = is_any_of_kind(*claims, entry->kind);
        if (!may_be) return base::fail(may_be.error());
        if (!*may_be) return Settlement{};
    }
    if (!settlement.joined) return settlement;
    const auto object = space_.find(settlement.joined->directory, settlement.joined->guid);
    if (!object) return base::fail(object.error());
    if (!*object) return Settlement{};
    kind = (*object)->kind;
    const bool other_kind = entry && entry->kind != *kind && !entry->exported.tenant_id.empty();
    return other_kind ? Settlement{} : settlement;
}

base::Result<bool> Joins::resolve(const SourceAnchor& anchor) {
    const auto known = metaverse_.find(anchor);
    if (!known) return base::fail(known.error());
    std::optional<ObjectKind> kind;
    const auto settlement = settlement_of(anchor, *known, kind);
    if (!settlement) return base::fail(settlement.error());
    return resolve(anchor, *known, *settlement, kind);
}

base::Result<bool> Joins::resolve(const SourceAnchor& anchor, const std::optional<MetaverseEntry>& known,
                                  const Settlement& settlement, std::optional<ObjectKind> kind) {
    if (!known && !settlement.joined && !settlement.disputed) return false;
    MetaverseEntry entry;
    if (known) entry = *known;
    const auto before = entry.joined;
    entry.anchor = anchor;
    entry.joined = settlement.joined;
    entry.disputed = settlement.disputed;
    if (kind && entry.joined) entry.kind = *kind;
    auto& exported = entry.exported;
    exported.next_attempt = entry.joined ? std::optional(kAtOnce) : std::nullopt;
    exported.attempts = 0;
    exported.refusal.clear();
    if (entry.joined || entry.disputed) {
        exported.removal_held = exported.removal_allowed = false;
        exported.held_since.reset();
    }
    const bool nobody = !entry.joined && !entry.disputed && exported.tenant_id.empty();
    if (auto written = nobody ? metaverse_.remove(anchor) : metaverse_.put(entry); !written)
        return base::fail(written.error());
    if (before == entry.joined || exported.tenant_id.empty()) return true;
    if (auto touched = touch_around(before); !touched) return base::fail(touched.error());
    if (auto touched = touch_around(entry.joined); !touched) return base::fail(touched.error());
    return true;
}

base::Result<void> Joins::touch_around(const std::optional<AnchorClaim>& joined) {
    return joined ? touch_those_who_refer_to(joined->directory, joined->guid) : base::Result<void>();
}

base::Result<void> Joins::touch_those_who_refer_to(DirectoryNumber directory, const ObjectGuid& guid) {
    auto touched = space_.groups_with(directory, guid);
    if (!touched) return base::fail(touched.error());
    const auto managed = space_.managed_by(directory, guid);
    if (!managed) return base::fail(managed.error());
    touched->insert(touched->end(), managed->begin(), managed->end());
    if (touched->empty()) return {};
    if (on_touch_) on_touch_(directory, *touched);
    return metaverse_.touch(directory, *touched);
}

}  // namespace tilbage::core
