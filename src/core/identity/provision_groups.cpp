#include "core/identity/provision_groups.h"

#include <algorithm>

namespace tilbage::core {
namespace {

using Verb = GroupChange::Verb;

tl::unexpected<ProvisionRefusal> refuse(ProvisionRefusal refusal) { return tl::unexpected<ProvisionRefusal>(refusal); }

ProvisionRefusal refusal_of(base::ErrorCode code) {
    if (code == base::ErrorCode::conflict) return ProvisionRefusal::not_unique;
    if (code == base::ErrorCode::invalid_argument) return ProvisionRefusal::unknown_reference;
    return ProvisionRefusal::busy;
}

struct Counts {
    int created = 0;
    int replaced = 0;
    int removed = 0;
    int refused = 0;

    void add(const GroupOutcome& outcome) {
        if (!outcome) {
            ++refused;
            return;
        }
        switch (outcome->how) {
            case ProvisionedAs::created:
                ++created;
                return;
            case ProvisionedAs::removed:
                ++removed;
                return;
            case ProvisionedAs::adopted:
            case ProvisionedAs::restored:
            case ProvisionedAs::replaced:
                ++replaced;
                return;
            case ProvisionedAs::unchanged:
                return;
        }
    }
    [[nodiscard]] std::string details() const {
        return "{\"created\":" + std::to_string(created) + ",\"replaced\":" + std::to_string(replaced) +
               ",\"removed\":" + std::to_string(removed) + ",\"refused\":" + std::to_string(refused) + "}";
    }
};

}  // namespace

base::Result<std::vector<GroupOutcome>> ProvisionGroups::run(const Agent& agent,
                                                             const std::vector<GroupChange>& changes,
                                                             std::size_t max_failures) {
    std::vector<GroupOutcome> outcomes;
    Counts counts;
    auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        for (const auto& change : changes) {
            outcomes.push_back(apply(agent.tenant_id, change));
            counts.add(outcomes.back());
            if (!outcomes.back() && outcomes.back().error() == ProvisionRefusal::busy)
                return base::fail(base::ErrorCode::unavailable, "the store failed while groups were provisioned");
            if (max_failures > 0 && static_cast<std::size_t>(counts.refused) >= max_failures) break;
        }
        if (counts.created + counts.replaced + counts.removed > 0)
            if (auto counted = ports_.provisioning.count_up(agent.tenant_id); !counted) return counted;
        return ports_.audit.append({.tenant_id = agent.tenant_id,
                                    .at = ports_.clock.now(),
                                    .actor = "agent:" + agent.id.str(),
                                    .action = "groups.provision",
                                    .target = {},
                                    .result = "succeeded",
                                    .correlation_id = base::new_uuid(ports_.random),
                                    .details = counts.details()});
    });
    if (!done) return base::fail(done.error());
    return outcomes;
}

GroupOutcome ProvisionGroups::apply(const TenantId& tenant, const GroupChange& change) {
    if (change.verb == Verb::unreadable) return refuse(ProvisionRefusal::malformed);
    if (change.verb == Verb::create) return create(tenant, change.group);
    auto before = ports_.groups.find(tenant, change.id);
    if (!before) return refuse(ProvisionRefusal::busy);
    if (!*before) return refuse(ProvisionRefusal::not_found);
    if (change.only_if && !change.only_if(**before)) return refuse(ProvisionRefusal::changed_meanwhile);
    if (change.verb == Verb::replace) return replace(**before, change.group);
    if (change.verb == Verb::change_members) return change_members(std::move(**before), change);
    if (change.verb == Verb::modify) {
        auto group = change.modify(**before);
        if (!group) return refuse(group.error());
        return replace(**before, std::move(*group));
    }
    if (!ports_.groups.remove(tenant, change.id)) return refuse(ProvisionRefusal::busy);
    return GroupProvisioned{ProvisionedAs::removed, std::move(**before)};
}

GroupOutcome ProvisionGroups::create(const TenantId& tenant, Group group) {
    group.id = GroupId(base::new_uuid(ports_.random));
    group.tenant_id = tenant;
    if (group.anchor != SourceAnchor()) {
        auto known = ports_.groups.find_by_anchor(tenant, group.anchor);
        if (!known) return refuse(ProvisionRefusal::busy);
        if (*known) {
            group.id = (*known)->id;
            return put(std::move(group), ProvisionedAs::adopted);
        }
    }
    return put(std::move(group), ProvisionedAs::created);
}

GroupOutcome ProvisionGroups::replace(const Group& before, Group group) {
    if (group.anchor != before.anchor) return refuse(ProvisionRefusal::anchor_immutable);
    group.id = before.id;
    group.tenant_id = before.tenant_id;
    normalise_members(group.members);
    if (group == before) return GroupProvisioned{ProvisionedAs::unchanged, std::move(group)};
    return put(std::move(group), ProvisionedAs::replaced);
}

GroupOutcome ProvisionGroups::change_members(Group before, const GroupChange& change) {
    Group group = before;
    auto removed = change.removed;
    std::ranges::sort(removed);
    std::erase_if(group.members,
                  [&](const GroupMember& member) { return std::ranges::binary_search(removed, member); });
    group.members.insert(group.members.end(), change.added.begin(), change.added.end());
    return replace(before, std::move(group));
}

GroupOutcome ProvisionGroups::put(Group group, ProvisionedAs how) {
    normalise_members(group.members);
    if (auto done = ports_.groups.put(group, ports_.clock.now()); !done) return refuse(refusal_of(done.error().code));
    return GroupProvisioned{how, std::move(group)};
}

}  // namespace tilbage::core
