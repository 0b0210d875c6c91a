#include "core/sync/synchronize.h"

#include <algorithm>

#include "core/sync/judge.h"

namespace tilbage::core {
namespace {

using base::Result;

constexpr std::size_t kChunk = 500;  // objects of a transaction

}  // namespace

Result<bool> Synchronization::run(std::stop_token stop) {
    bool due = false;
    if (!directory_.is_ready()) return due;
    const auto marked = anything_marked();
    if (!marked || !*marked) return marked;
    if (auto followed = follow_pilot(); !followed) return base::fail(followed.error());
    for (const auto kind : {ObjectKind::unit, ObjectKind::group, ObjectKind::person}) {
        while (!stop.stop_requested()) {
            const auto next = space_.marked(directory_.number(), kind, kChunk);
            if (!next) return base::fail(next.error());
            if (next->empty()) break;
            const auto some = run_some(*next);
            if (!some) return some;
            due = due || *some;
        }
    }
    return due;
}

Result<bool> Synchronization::anything_marked() {
    for (const auto kind : {ObjectKind::person, ObjectKind::group, ObjectKind::unit}) {
        const auto marked = space_.marked(directory_.number(), kind, 1);
        if (!marked) return base::fail(marked.error());
        if (!marked->empty()) return true;
    }
    return false;
}

// Everybody who came into the group or left it, by however many groups between, is judged anew. The groups between are
// marked themselves when their members change, and either lie in the group still, or another group that does has lost
// them.
Result<void> Synchronization::follow_pilot() {
    if (!directory_.rules->pilot_group) return {};
    PilotGroup now;
    if (auto read = now.read(space_, directory_.number(), *directory_.rules->pilot_group); !read) return read;
    if (directory_.pilot) {
        const auto differing = difference(*directory_.pilot, now);
        if (!differing.empty())
            if (auto marked = space_.mark(directory_.number(), differing); !marked) return marked;
    } else {
        // After a start nobody knows how the group was when people were judged last.
        const auto changed = pilot_may_have_changed(now);
        if (!changed) return base::fail(changed.error());
        if (*changed)
            if (auto marked = space_.mark_all(directory_.number()); !marked) return marked;
    }
    directory_.pilot = std::move(now);
    return {};
}

Result<bool> Synchronization::pilot_may_have_changed(const PilotGroup& now) {
    constexpr auto kAll = std::size_t{1} << 30U;
    const auto groups = space_.marked(directory_.number(), ObjectKind::group, kAll);
    if (!groups) return base::fail(groups.error());
    const auto people = space_.marked(directory_.number(), ObjectKind::person, 1);
    if (!people) return base::fail(people.error());
    const bool deleted_group = !people->empty();  // one that is not staged any more counts as a person
    return deleted_group || std::ranges::any_of(*groups, [&](const ObjectGuid& guid) { return now.contains(guid); });
}

Result<bool> Synchronization::run_some(const std::vector<ObjectGuid>& marked) {
    bool due = false;
    const auto done = work_.run([&]() -> Result<void> {
        for (const auto& guid : marked) {
            const auto one = run_one(guid);
            if (!one) return base::fail(one.error());
            due = due || *one;
        }
        return space_.unmark(directory_.number(), marked);
    });
    if (!done) return base::fail(done.error());
    return due;
}

Result<void> Synchronization::judge_early(const std::vector<ObjectGuid>& objects) {
    for (const auto& guid : objects)
        if (auto one = run_one(guid); !one) return base::fail(one.error());
    return {};
}

Result<bool> Synchronization::run_one(const ObjectGuid& guid) {
    if (followers_.empty()) return join_one(guid);
    const auto before = anchor_claimed_by(guid);
    if (!before) return base::fail(before.error());
    auto due = join_one(guid);
    if (!due) return due;
    if (auto told = tell_followers(guid, *before); !told) return base::fail(told.error());
    return due;
}

Result<std::optional<SourceAnchor>> Synchronization::anchor_claimed_by(const ObjectGuid& guid) {
    const auto entry = metaverse_.find_by_object(directory_.number(), guid);
    if (!entry) return base::fail(entry.error());
    return *entry ? std::optional((*entry)->anchor) : std::nullopt;
}

Result<void> Synchronization::tell_followers(const ObjectGuid& guid, const std::optional<SourceAnchor>& before) {
    const auto now = anchor_claimed_by(guid);
    if (!now) return base::fail(now.error());
    for (const auto& follower : followers_) {
        Joins joins(space_, *follower.metaverse, follower.on_touch);
        for (const auto& anchor : {before, *now == before ? std::nullopt : *now}) {
            if (!anchor) continue;
            if (auto resolved = joins.resolve(*anchor); !resolved) return base::fail(resolved.error());
            follower.on_settled(*anchor);
        }
    }
    return {};
}

Result<bool> Synchronization::join_one(const ObjectGuid& guid) {
    const auto number = directory_.number();
    const auto object = space_.find(number, guid);
    if (!object) return base::fail(object.error());
    if (!*object) return joins_.release(number, guid);
    if ((*object)->kind == ObjectKind::unit) return false;
    const auto judgement = judge(**object, *directory_.rules, directory_.units, directory_.pilot);
    if (!judgement) return base::fail(judgement.error());
    if (!judgement->in_scope()) return joins_.release(number, guid);
    const auto anchor = anchor_of(**object, directory_.config.rules.consistency_guid);
    return joins_.claim(anchor, {number, guid, anchor == own_anchor_of(guid)}, (*object)->kind);
}

}  // namespace tilbage::core
