#include "core/sync/reconcile.h"

#include <algorithm>

#include "base/unicode.h"
#include "core/sync/digest.h"

namespace tilbage::core {
namespace {

using base::Result;

constexpr std::size_t kChunk = 500;

tl::unexpected<base::Error> stopped() { return base::fail(base::ErrorCode::unavailable, "stopped"); }

}  // namespace

Result<void> Reconciliation::run(ExportTarget& target, std::stop_token stop) {
    auto people = target.each_person([&](TargetPerson person) -> Result<void> {
        if (stop.stop_requested()) return stopped();
        return take({ObjectKind::person,
                     person.person.anchor,
                     person.id,
                     person.person.domain,
                     person.person.user_principal_name,
                     digest_of(person.person, person.manager_id),
                     {}});
    });
    if (!people) return people;
    auto groups = target.each_group([&](TargetGroup group) -> Result<void> {
        if (stop.stop_requested()) return stopped();
        normalise_members(group.members);
        return take({ObjectKind::group, group.group.anchor, group.id, group.group.domain, group.group.display_name,
                     digest_of(group.group), std::move(group.members)});
    });
    if (!groups) return groups;
    if (auto flushed = flush(); !flushed) return flushed;
    return forget_missing();
}

Result<void> Reconciliation::take(There there) {
    if (there.anchor.str().empty()) return {};  // not from a directory
    unread_.push_back(std::move(there));
    return unread_.size() < kChunk ? Result<void>() : flush();
}

// The target is asked between transactions, never within one.
Result<void> Reconciliation::flush() {
    auto written = work_.run([&]() -> Result<void> {
        for (const auto& there : unread_)
            if (auto compared = compare(there); !compared) return compared;
        return {};
    });
    for (const auto& there : unread_) seen_.push_back(std::hash<std::string>()(there.id));
    unread_.clear();
    return written;
}

bool Reconciliation::is_ours(const std::string& domain) const {
    const auto folded = base::fold_case(domain);
    return std::ranges::any_of(domains_, [&](const std::string& ours) { return base::fold_case(ours) == folded; });
}

Result<void> Reconciliation::compare(const There& there) {
    auto known = metaverse_.find(there.anchor);
    if (!known) return base::fail(known.error());
    if (!*known && !is_ours(there.domain)) return {};
    MetaverseEntry entry;
    entry.anchor = there.anchor;
    entry.kind = there.kind;
    if (*known) entry = **known;
    // An anchor that was told of a person and is a group's: the one in the target has to go first.
    const bool other_kind = *known && entry.kind != there.kind;
    if (other_kind && !entry.exported.tenant_id.empty()) return {};
    if (other_kind) {
        entry.kind = there.kind;
        entry.joined.reset();
    }
    const bool moved = entry.exported.tenant_id != there.id;
    bool differs = moved || entry.exported.digest != there.digest;
    if (there.kind == ObjectKind::group) {
        const auto told = metaverse_.told_members(there.anchor);
        if (!told) return base::fail(told.error());
        const bool others = *told != there.members;
        if (others)
            if (auto set = metaverse_.set_told_members(there.anchor, there.members); !set) return set;
        differs = differs || others;
    }
    if (!differs) return {};
    entry.exported.tenant_id = there.id;
    entry.exported.digest = there.digest;
    entry.exported.name = there.name;
    if (entry.joined) entry.exported.next_attempt = kAtOnce;
    if (auto put = metaverse_.put(entry); !put) return put;
    if (!moved || !entry.joined) return {};
    return joins_.touch_those_who_refer_to(entry.joined->directory, entry.joined->guid);
}

// What the metaverse thinks to be in the target and is not.
Result<void> Reconciliation::forget_missing() {
    std::ranges::sort(seen_);
    std::vector<MetaverseEntry> missing;
    auto visited = metaverse_.each([&](const MetaverseEntry& entry) -> Result<void> {
        const auto& id = entry.exported.tenant_id;
        if (id.empty() || std::ranges::binary_search(seen_, std::hash<std::string>()(id))) return {};
        missing.push_back(entry);
        return missing.size() < kChunk ? Result<void>() : forget(std::exchange(missing, {}));
    });
    return visited ? forget(missing) : visited;
}

Result<void> Reconciliation::forget(const std::vector<MetaverseEntry>& missing) {
    return work_.run([&]() -> Result<void> {
        for (auto entry : missing) {
            if (auto gone = metaverse_.forget_member(entry.exported.tenant_id); !gone) return gone;
            if (auto gone = metaverse_.set_told_members(entry.anchor, {}); !gone) return gone;
            entry.exported = {};
            if (auto put = metaverse_.put(entry); !put) return put;
            const auto resolved = joins_.resolve(entry.anchor);
            if (!resolved) return base::fail(resolved.error());
            if (!entry.joined) continue;
            auto touched = joins_.touch_those_who_refer_to(entry.joined->directory, entry.joined->guid);
            if (!touched) return touched;
        }
        return {};
    });
}

}  // namespace tilbage::core
