#include "core/sync/stage.h"

#include <algorithm>

#include "core/sync/merge_change.h"

namespace tilbage::core {

base::Result<void> Stage::apply(const ObjectChange& change) {
    if (change.deleted) return remove(change.guid);
    const auto staged = space_.find(directory_, change.guid);
    if (!staged) return base::fail(staged.error());
    if (!*staged && !change.whole) return {};  // half an object is worse than none
    const auto merged = merge(*staged, change);
    const bool same = *staged && **staged == merged;
    const bool stale_stamp = change.whole;  // what is whole may come of a full import, which stamps all that it sees
    if (!same || stale_stamp) {
        if (auto put = space_.put(directory_, merged, generation_); !put) return put;
    }
    const auto members_changed = apply_members(change, staged->has_value());
    if (!members_changed) return base::fail(members_changed.error());
    if (same && !*members_changed) return {};
    ++changed_;
    if (merged.kind != ObjectKind::unit) {
        mark(change.guid);
        return {};
    }
    units_changed_ = true;
    return mark_below(change.guid);
}

base::Result<bool> Stage::apply_members(const ObjectChange& change, bool is_staged) {
    if (!change.members_whole) {
        if (change.members_added.empty() && change.members_removed.empty()) return false;
        auto changed = space_.change_members(directory_, change.guid, change.members_added, change.members_removed);
        if (!changed) return base::fail(changed.error());
        return true;
    }
    if (is_staged) {
        auto before = space_.members(directory_, change.guid);
        if (!before) return base::fail(before.error());
        auto now = change.members_added;
        std::ranges::sort(*before);
        std::ranges::sort(now);
        if (*before == now) return false;
    } else if (change.members_added.empty()) {
        return false;
    }
    if (auto set = space_.set_members(directory_, change.guid, change.members_added); !set)
        return base::fail(set.error());
    return true;
}

base::Result<void> Stage::remove(const ObjectGuid& guid) {
    const auto staged = space_.find(directory_, guid);
    if (!staged) return base::fail(staged.error());
    if (!*staged) return {};
    ++changed_;
    mark(guid);
    // The directory takes links to what is deleted away and says nothing.
    const auto groups = space_.groups_with(directory_, guid);
    if (!groups) return base::fail(groups.error());
    marks_.insert(marks_.end(), groups->begin(), groups->end());
    if (auto forgotten = forget_manager(guid); !forgotten) return forgotten;
    if ((*staged)->kind == ObjectKind::unit) {
        units_changed_ = true;
        if (auto marked = mark_below(guid); !marked) return marked;
    }
    if (auto removed = space_.remove(directory_, guid); !removed) return base::fail(removed.error());
    return {};
}

base::Result<void> Stage::forget_manager(const ObjectGuid& manager) {
    const auto managed = space_.managed_by(directory_, manager);
    if (!managed) return base::fail(managed.error());
    for (const auto& guid : *managed) {
        auto person = space_.find(directory_, guid);
        if (!person) return base::fail(person.error());
        if (!*person) continue;
        std::erase_if((*person)->attributes, [](const StagedAttribute& each) { return each.name == "manager"; });
        if (auto put = space_.put(directory_, **person, generation_); !put) return put;
        mark(guid);
    }
    return {};
}

// Names are made of the units above: whoever lies below has another one now, and may be in scope or out of it.
base::Result<void> Stage::mark_below(const ObjectGuid& unit) {
    if (!wants_marks_) return {};
    std::vector<ObjectGuid> unread{unit};
    while (!unread.empty()) {
        const auto next = unread.back();
        unread.pop_back();
        const auto below = space_.children(directory_, next);
        if (!below) return base::fail(below.error());
        for (const auto& guid : *below) {
            mark(guid);  // a mark on a unit is of no consequence
            unread.push_back(guid);
        }
    }
    return {};
}

base::Result<void> Stage::flush() {
    auto marks = std::exchange(marks_, {});
    if (!wants_marks_ || marks.empty()) return {};
    return space_.mark(directory_, marks);
}

}  // namespace tilbage::core
