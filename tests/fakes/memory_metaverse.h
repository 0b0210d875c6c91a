// Who was joined, in memory, by the same rules as on disk. Can be made to fail. One thread.
#pragma once

#include <algorithm>
#include <map>
#include <utility>

#include "core/ports/metaverse.h"

namespace tilbage::fakes {

class MemoryMetaverse final : public core::Metaverse {
public:
    bool broken = false;  // every call fails, as with a full disk

    base::Result<std::optional<core::MetaverseEntry>> find(const core::SourceAnchor& anchor) override {
        const auto found = entries_.find(anchor);
        return answer(found == entries_.end() ? std::nullopt : std::optional(found->second));
    }
    base::Result<std::optional<core::MetaverseEntry>> find_by_object(core::DirectoryNumber directory,
                                                                     const core::ObjectGuid& guid) override {
        const auto claimed = claims_.find({directory, guid});
        if (claimed == claims_.end()) return answer(std::optional<core::MetaverseEntry>());
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
        for (const auto& [object, claimed] : claims_)
            if (claimed.anchor == anchor) found.push_back({object.first, object.second, claimed.own});
        return answer(found);
    }
    base::Result<void> claim(const core::SourceAnchor& anchor, const core::AnchorClaim& claim) override {
        return act([&] { claims_.insert_or_assign({claim.directory, claim.guid}, Claimed{anchor, claim.own}); });
    }
    base::Result<std::optional<core::SourceAnchor>> release(core::DirectoryNumber directory,
                                                            const core::ObjectGuid& guid) override {
        if (broken) return failure();
        const auto claimed = claims_.extract({directory, guid});
        return claimed.empty() ? std::nullopt : std::optional(claimed.mapped().anchor);
    }
    base::Result<void> put(const core::MetaverseEntry& entry) override {
        return act([&] { entries_.insert_or_assign(entry.anchor, entry); });
    }
    base::Result<void> remove(const core::SourceAnchor& anchor) override {
        return act([&] { entries_.erase(anchor); });
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
    base::Result<std::vector<core::MetaverseEntry>> due(base::TimePoint now, std::size_t at_most) override {
        return those(at_most, [&](const core::MetaverseEntry& entry) {
            return entry.exported.next_attempt && *entry.exported.next_attempt <= now;
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
        }
        return answer(counts);
    }
    base::Result<void> forget_exports() override {
        return act([&] {
            for (auto& [anchor, entry] : entries_) entry.exported = {};
        });
    }

private:
    struct Claimed {
        core::SourceAnchor anchor;
        bool own = true;
    };

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
    std::map<std::pair<core::DirectoryNumber, core::ObjectGuid>, Claimed> claims_;
};

}  // namespace tilbage::fakes
