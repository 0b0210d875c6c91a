#include "core/sync/reconcile.h"

#include <algorithm>

#include "base/unicode.h"
#include "core/sync/digest.h"

namespace tilbage::core {
namespace {

using base::Result;

constexpr std::size_t kChunk = 500;

// Who says nothing of a member's kind means the one that it was told of.
std::vector<GroupMember> of_kinds_in(const std::vector<GroupMember>& told, std::vector<GroupMember> members) {
    for (auto& member : members) {
        if (std::ranges::binary_search(told, member)) continue;
        const auto known = std::ranges::find(told, member.id, &GroupMember::id);
        if (known != told.end()) member.kind = known->kind;
    }
    normalise_members(members);
    return members;
}

tl::unexpected<base::Error> stopped() { return base::fail(base::ErrorCode::unavailable, "stopped"); }

}  // namespace

Result<void> Reconciliation::run(ExportTarget& target, std::stop_token stop) {
    auto people = target.each_person([&](TargetPerson person) -> Result<void> {
        if (stop.stop_requested()) return stopped();
        return take(seen(person));
    });
    if (!people) return people;
    auto groups = target.each_group([&](TargetGroup group) -> Result<void> {
        if (stop.stop_requested()) return stopped();
        return take(seen(std::move(group)));
    });
    if (!groups) return groups;
    return finish();
}

Reconciliation::There Reconciliation::seen(const TargetPerson& person) {
    const auto& source = person.person;
    return {.kind = ObjectKind::person,
            .anchor = source.anchor,
            .id = person.id,
            .domain = source.domain,
            .name = source.user_principal_name,
            .digest = person.partial ? "" : digest_of(source, person.manager_id),
            .members = {},
            .partial = person.partial,
            .active = source.active};
}

Reconciliation::There Reconciliation::seen(TargetGroup group) {
    normalise_members(group.members);
    return {.kind = ObjectKind::group,
            .anchor = group.group.anchor,
            .id = std::move(group.id),
            .domain = group.group.domain,
            .name = group.group.display_name,
            .digest = group.partial ? "" : digest_of(group.group),
            .members = std::move(group.members),
            .partial = group.partial};
}

Result<void> Reconciliation::finish(Kinds kinds) {
    if (auto flushed = flush(); !flushed) return flushed;
    return forget_missing(kinds);
}

// Of what is not told back nobody can say whether it is still so.
Result<bool> Reconciliation::differs_in_part(const There& there, const MetaverseEntry& entry) {
    if (base::fold_case(there.name) != base::fold_case(entry.exported.name)) return true;
    if (planner_ == nullptr || !entry.joined || entry.kind != ObjectKind::person) return false;
    const auto wanted = planner_->wanted_person(entry);
    if (!wanted) return base::fail(wanted.error());
    return *wanted && (*wanted)->person.active != there.active;
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

Result<bool> Reconciliation::is_ours(const There& there) {
    if (domains_.empty()) return there.active ? metaverse_.was_claimed(there.anchor) : Result<bool>(false);
    const auto folded = base::fold_case(there.domain);
    return std::ranges::any_of(domains_, [&](const std::string& ours) { return base::fold_case(ours) == folded; });
}

Result<void> Reconciliation::compare(const There& there) {
    auto known = metaverse_.find(there.anchor);
    if (!known) return base::fail(known.error());
    if (!*known) {
        const auto ours = is_ours(there);
        if (!ours) return base::fail(ours.error());
        if (!*ours) return {};
    }
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
    auto digest = there.digest;
    bool differs = moved || (!there.partial && entry.exported.digest != there.digest);
    if (there.partial && !moved) {
        const auto other = differs_in_part(there, entry);
        if (!other) return base::fail(other.error());
        differs = *other;
        if (!differs) digest = entry.exported.digest;
    }
    if (there.kind == ObjectKind::group) {
        const auto told = metaverse_.told_members(there.anchor);
        if (!told) return base::fail(told.error());
        const auto members = there.partial ? of_kinds_in(*told, there.members) : there.members;
        const bool others = *told != members;
        if (others)
            if (auto set = metaverse_.set_told_members(there.anchor, members); !set) return set;
        differs = differs || others;
    }
    if (!differs) return {};
    entry.exported.tenant_id = there.id;
    entry.exported.digest = digest;
    entry.exported.name = there.name;
    if (entry.joined) entry.exported.next_attempt = kAtOnce;
    if (auto put = metaverse_.put(entry); !put) return put;
    if (!moved || !entry.joined) return {};
    return joins_.touch_those_who_refer_to(entry.joined->directory, entry.joined->guid);
}

// What the metaverse thinks to be in the target and is not.
Result<void> Reconciliation::forget_missing(Kinds kinds) {
    std::ranges::sort(seen_);
    std::vector<MetaverseEntry> missing;
    auto visited = metaverse_.each([&](const MetaverseEntry& entry) -> Result<void> {
        const auto& id = entry.exported.tenant_id;
        if (kinds == Kinds::people && entry.kind != ObjectKind::person) return {};
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
