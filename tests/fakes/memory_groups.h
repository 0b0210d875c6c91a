// Groups in memory: who is in which, as a test says. One thread.
#pragma once

#include <algorithm>
#include <map>
#include <set>

#include "core/ports/group_store.h"
#include "fakes/memory_identity.h"

namespace tilbage::fakes {

class MemoryGroupStore final : public core::GroupStore {
public:
    bool broken = false;
    std::map<core::GroupId, core::Group> groups;

    base::Result<std::optional<core::Group>> find(const core::TenantId&, const core::GroupId& id) override {
        if (broken) return store_failure();
        const auto found = groups.find(id);
        if (found == groups.end()) return std::nullopt;
        return found->second;
    }
    base::Result<std::optional<core::Group>> find_by_anchor(const core::TenantId&,
                                                            const core::SourceAnchor& anchor) override {
        if (broken) return store_failure();
        for (const auto& [id, group] : groups)
            if (group.anchor == anchor) return group;
        return std::nullopt;
    }
    base::Result<core::GroupPage> list(const core::TenantId&, std::int64_t, std::int64_t) override {
        if (broken) return store_failure();
        core::GroupPage page;
        for (const auto& [id, group] : groups) page.groups.push_back(group);
        page.total = static_cast<std::int64_t>(groups.size());
        return page;
    }
    base::Result<core::GroupsFound> search(const core::TenantId& tenant, const core::GroupQuery& query) override {
        auto all = list(tenant, 1, query.count);
        if (!all) return base::fail(all.error());
        core::GroupsFound found;
        for (auto& group : all->groups)
            if (group.display_name.starts_with(query.starts_with)) found.groups.push_back(std::move(group));
        return found;
    }
    base::Result<std::int64_t> count(const core::TenantId&) override {
        if (broken) return store_failure();
        return static_cast<std::int64_t>(groups.size());
    }
    base::Result<core::MemberPage> members(const core::TenantId&, const core::GroupId& id,
                                           const std::optional<core::GroupMember>&, std::int64_t) override {
        if (broken) return store_failure();
        core::MemberPage page;
        for (const auto& member : groups[id].members) page.members.push_back({member, {}, {}});
        return page;
    }
    base::Result<std::vector<core::Group>> groups_of(const core::TenantId&, const core::GroupMember& member,
                                                     bool nested) override {
        if (broken) return store_failure();
        std::set<core::GroupId> found;
        follow(member, nested, found);
        std::vector<core::Group> of;
        for (const auto& id : found) of.push_back(groups.at(id));
        return of;
    }
    base::Result<void> put(const core::Group& group, base::TimePoint) override {
        if (broken) return store_failure();
        groups[group.id] = group;
        return {};
    }
    base::Result<bool> remove(const core::TenantId&, const core::GroupId& id) override {
        if (broken) return store_failure();
        return groups.erase(id) == 1;
    }

private:
    void follow(const core::GroupMember& member, bool nested, std::set<core::GroupId>& found) const {
        for (const auto& [id, group] : groups) {
            if (std::ranges::find(group.members, member) == group.members.end() || !found.insert(id).second) continue;
            if (nested) follow({core::GroupMember::Kind::group, id.str()}, true, found);
        }
    }
};

}  // namespace tilbage::fakes
