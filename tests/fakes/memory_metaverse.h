// Who was joined, in memory, by the same rules as on disk. Can be made to fail. One thread.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/ports/metaverse.h"

namespace tilbage::fakes {

class MemoryMetaverse final : public core::Metaverse {
public:
    MemoryMetaverse() = default;
    // Of a further target: claims are those of the tenant's, which outlives it.
    explicit MemoryMetaverse(MemoryMetaverse* tenants) : tenants_(tenants) {}

    bool broken = false;  // every call fails, as with a full disk

    base::Result<std::optional<core::MetaverseEntry>> find(const core::SourceAnchor& anchor) override {
        const auto found = entries_.find(anchor);
        return answer(found == entries_.end() ? std::nullopt : std::optional(found->second));
    }
    base::Result<std::optional<core::MetaverseEntry>> find_by_object(core::DirectoryNumber directory,
                                                                     const core::ObjectGuid& guid) override {
        const auto claimed = claim_map().find({directory, guid});
        if (claimed == claim_map().end()) return answer(std::optional<core::MetaverseEntry>());
        return find(claimed->second.anchor);
    }
    base::Result<std::optional<core::MetaverseEntry>> find_by_tenant_id(const std::string& tenant_id) override {
        const auto found = those(1, [&](const core::MetaverseEntry& entry) {
            return !tenant_id.empty() && entry.exported.tenant_id == tenant_id;
        });
        if (!found) return base::fail(found.error());
        return found->empty() ? std::nullopt : std::optional(found->front());
    }
    base::Result<std::vector<core::AnchorClaim>> claims(const core::SourceAnchor& anchor) override {
        std::vector<core::AnchorClaim> found;
        for (const auto& [object, claimed] : claim_map())
            if (claimed.anchor == anchor) found.push_back({object.first, object.second, claimed.own});
        return answer(found);
    }
    base::Result<bool> was_claimed(const core::SourceAnchor& anchor) override {
        return answer((tenants_ == nullptr ? claimed_ : tenants_->claimed_).contains(anchor));
    }
    base::Result<void> claim(const core::SourceAnchor& anchor, const core::AnchorClaim& claim) override {
        claimed_.insert(anchor);
        return act([&] { claim_map().insert_or_assign({claim.directory, claim.guid}, Claimed{anchor, claim.own}); });
    }
    base::Result<std::optional<core::SourceAnchor>> release(core::DirectoryNumber directory,
                                                            const core::ObjectGuid& guid) override {
        if (broken) return failure();
        const auto claimed = claim_map().extract({directory, guid});
        return claimed.empty() ? std::nullopt : std::optional(claimed.mapped().anchor);
    }
    base::Result<void> put(const core::MetaverseEntry& entry) override {
        return act([&] { entries_.insert_or_assign(entry.anchor, entry); });
    }
    base::Result<void> remove(const core::SourceAnchor& anchor) override {
        return act([&] {
            entries_.erase(anchor);
            members_.erase(anchor);
        });
    }
    base::Result<void> each(const std::function<base::Result<void>(const core::MetaverseEntry&)>& visit) override {
        if (broken) return failure();
        auto next = entries_.begin();
        while (next != entries_.end()) {
            const core::MetaverseEntry entry = next->second;  // `visit` may write
            if (auto visited = visit(entry); !visited) return visited;
            next = entries_.upper_bound(entry.anchor);
        }
        return {};
    }
    base::Result<std::vector<core::MetaverseEntry>> refused(std::size_t at_most) override {
        return those(at_most, [](const core::MetaverseEntry& entry) { return !entry.exported.refusal.empty(); });
    }
    base::Result<std::vector<core::MetaverseEntry>> due(core::ObjectKind kind, base::TimePoint now,
                                                        const core::SourceAnchor& after, std::size_t at_most) override {
        return those(at_most, [&](const core::MetaverseEntry& entry) {
            return entry.kind == kind && entry.anchor > after && entry.exported.next_attempt &&
                   *entry.exported.next_attempt <= now;
        });
    }
    base::Result<std::vector<core::MetaverseEntry>> removals(const core::SourceAnchor& after,
                                                             std::size_t at_most) override {
        return those(at_most,
                     [&](const core::MetaverseEntry& entry) { return entry.anchor > after && is_removal(entry); });
    }
    base::Result<std::optional<base::TimePoint>> next_due() override {
        std::optional<base::TimePoint> next;
        for (const auto& [anchor, entry] : entries_) {
            const auto at = entry.exported.next_attempt;
            if (at && (!next || *at < *next)) next = at;
        }
        return answer(next);
    }
    base::Result<void> touch(core::DirectoryNumber directory, const std::vector<core::ObjectGuid>& objects) override {
        return act([&] {
            for (const auto& guid : objects) {
                const auto claimed = claim_map().find({directory, guid});
                if (claimed == claim_map().end()) continue;
                const auto entry = entries_.find(claimed->second.anchor);
                if (entry == entries_.end() || !is_joined_to(entry->second, directory, guid)) continue;
                entry->second.exported.next_attempt = core::kAtOnce;
            }
        });
    }
    base::Result<void> touch_all() override {
        return act([&] {
            for (auto& [anchor, entry] : entries_)
                if (entry.joined) entry.exported.next_attempt = core::kAtOnce;
        });
    }
    base::Result<std::vector<core::MetaverseEntry>> held(std::size_t at_most) override {
        return those(at_most, [](const core::MetaverseEntry& entry) { return entry.exported.removal_held; });
    }
    base::Result<std::vector<core::MetaverseEntry>> disputed(std::size_t at_most) override {
        return those(at_most, [](const core::MetaverseEntry& entry) { return entry.disputed; });
    }
    base::Result<core::MetaverseCounts> counts() override {
        core::MetaverseCounts counts;
        for (const auto& [anchor, entry] : entries_) {
            if (entry.joined && entry.kind == core::ObjectKind::person) ++counts.people;
            if (entry.joined && entry.kind == core::ObjectKind::group) ++counts.groups;
            if (entry.disputed) ++counts.disputed;
            if (!entry.exported.refusal.empty()) ++counts.refused;
            if (entry.exported.removal_held) ++counts.held;
            if (is_removal(entry) && !entry.exported.removal_allowed) ++counts.removals;
        }
        return answer(counts);
    }
    base::Result<void> forget_exports() override {
        return act([&] {
            for (auto& [anchor, entry] : entries_) entry.exported = {};
            members_.clear();
        });
    }

    base::Result<std::optional<core::GroupMember>> exported_as(core::DirectoryNumber directory,
                                                               const core::ObjectGuid& guid) override {
        const auto entry = find_by_object(directory, guid);
        if (!entry) return base::fail(entry.error());
        if (!*entry || !is_joined_to(**entry, directory, guid) || (*entry)->exported.tenant_id.empty())
            return std::optional<core::GroupMember>();
        const auto kind = (*entry)->kind == core::ObjectKind::group ? core::GroupMember::Kind::group
                                                                    : core::GroupMember::Kind::person;
        return std::optional(core::GroupMember{kind, (*entry)->exported.tenant_id});
    }
    base::Result<std::vector<core::GroupMember>> told_members(const core::SourceAnchor& group) override {
        const auto& members = members_[group];
        return answer(std::vector(members.begin(), members.end()));
    }
    base::Result<void> set_told_members(const core::SourceAnchor& group,
                                        const std::vector<core::GroupMember>& members) override {
        return act([&] { members_[group] = {members.begin(), members.end()}; });
    }
    base::Result<void> change_told_members(const core::SourceAnchor& group, const std::vector<core::GroupMember>& added,
                                           const std::vector<core::GroupMember>& removed) override {
        return act([&] {
            for (const auto& member : removed) members_[group].erase(member);
            members_[group].insert(added.begin(), added.end());
        });
    }
    base::Result<void> forget_member(const std::string& tenant_id) override {
        return act([&] {
            for (auto& [group, members] : members_)
                std::erase_if(members, [&](const core::GroupMember& member) { return member.id == tenant_id; });
        });
    }

    base::Result<void> count_removals(base::TimePoint at, std::int64_t removed) override {
        return act([&] { removals_[at] += removed; });
    }
    base::Result<std::int64_t> removals_since(base::TimePoint at) override {
        std::int64_t sum = 0;
        for (auto next = removals_.lower_bound(at); next != removals_.end(); ++next) sum += next->second;
        return answer(sum);
    }

    base::Result<std::optional<std::string>> note(const std::string& name) override {
        const auto found = notes_.find(name);
        return answer(found == notes_.end() ? std::nullopt : std::optional(found->second));
    }
    base::Result<void> set_note(const std::string& name, const std::string& text) override {
        return act([&] { notes_[name] = text; });
    }

private:
    struct Claimed {
        core::SourceAnchor anchor;
        bool own = true;
    };

    using Claims = std::map<std::pair<core::DirectoryNumber, core::ObjectGuid>, Claimed>;
    [[nodiscard]] Claims& claim_map() { return tenants_ == nullptr ? claims_ : tenants_->claims_; }

    static bool is_removal(const core::MetaverseEntry& entry) {
        return !entry.joined && !entry.disputed && !entry.exported.tenant_id.empty();
    }
    static bool is_joined_to(const core::MetaverseEntry& entry, core::DirectoryNumber directory,
                             const core::ObjectGuid& guid) {
        return entry.joined && entry.joined->directory == directory && entry.joined->guid == guid;
    }
    static tl::unexpected<base::Error> failure() { return base::fail(base::ErrorCode::unavailable, "disk full"); }
    template <class T>
    base::Result<T> answer(T value) const {
        if (broken) return failure();
        return value;
    }
    template <class Action>
    base::Result<void> act(Action action) const {
        if (broken) return failure();
        action();
        return {};
    }
    template <class Wanted>
    base::Result<std::vector<core::MetaverseEntry>> those(std::size_t at_most, Wanted wanted) const {
        std::vector<core::MetaverseEntry> found;
        for (const auto& [anchor, entry] : entries_)
            if (found.size() < at_most && wanted(entry)) found.push_back(entry);
        return answer(found);
    }

    std::map<core::SourceAnchor, core::MetaverseEntry> entries_;
    Claims claims_;
    std::set<core::SourceAnchor> claimed_;  // ever
    MemoryMetaverse* tenants_ = nullptr;
    std::map<core::SourceAnchor, std::set<core::GroupMember>> members_;
    std::map<base::TimePoint, std::int64_t> removals_;
    std::map<std::string, std::string> notes_;
};

}  // namespace tilbage::fakes
