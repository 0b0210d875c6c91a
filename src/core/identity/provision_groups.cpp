#include "core/identity/provision_groups.h"

namespace tilbage::core {
namespace {

tl::unexpected<ProvisionRefusal> refuse(ProvisionRefusal refusal) { return tl::unexpected<ProvisionRefusal>(refusal); }

ProvisionRefusal refusal_of(base::ErrorCode code) {
    if (code == base::ErrorCode::conflict) return ProvisionRefusal::not_unique;
    if (code == base::ErrorCode::invalid_argument) return ProvisionRefusal::malformed;
    return ProvisionRefusal::busy;
}

}  // namespace

GroupOutcome ProvisionGroups::create(const Agent& agent, Group group) {
    group.id = GroupId(base::new_uuid(ports_.random));
    group.tenant_id = agent.tenant_id;
    return change(agent, "created", [&] { return put(std::move(group)); });
}

GroupOutcome ProvisionGroups::replace(const Agent& agent, const GroupId& id, Group group, const Condition& only_if) {
    return change(agent, "replaced", [&]() -> GroupOutcome {
        const auto before = find(agent, id, only_if);
        if (!before) return before;
        if (group.anchor != before->anchor) return refuse(ProvisionRefusal::anchor_immutable);
        group.id = before->id;
        group.tenant_id = before->tenant_id;
        return put(std::move(group));
    });
}

GroupOutcome ProvisionGroups::remove(const Agent& agent, const GroupId& id, const Condition& only_if) {
    return change(agent, "removed", [&]() -> GroupOutcome {
        auto before = find(agent, id, only_if);
        if (!before) return before;
        if (const auto removed = ports_.groups.remove(agent.tenant_id, id); !removed)
            return refuse(ProvisionRefusal::busy);
        return before;
    });
}

GroupOutcome ProvisionGroups::find(const Agent& agent, const GroupId& id, const Condition& only_if) {
    auto before = ports_.groups.find(agent.tenant_id, id);
    if (!before) return refuse(ProvisionRefusal::busy);
    if (!*before) return refuse(ProvisionRefusal::not_found);
    if (only_if && !only_if(**before)) return refuse(ProvisionRefusal::changed_meanwhile);
    return std::move(**before);
}

GroupOutcome ProvisionGroups::put(Group group) {
    normalise_members(group.members);
    if (auto done = ports_.groups.put(group, ports_.clock.now()); !done) return refuse(refusal_of(done.error().code));
    return group;
}

// What is refused is rolled back, and leaves no record.
GroupOutcome ProvisionGroups::change(const Agent& agent, std::string_view verb,
                                     const std::function<GroupOutcome()>& work) {
    GroupOutcome outcome = refuse(ProvisionRefusal::busy);
    const auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        outcome = work();
        if (!outcome) return base::fail(base::ErrorCode::conflict, "refused");
        return ports_.audit.append({.tenant_id = agent.tenant_id,
                                    .at = ports_.clock.now(),
                                    .actor = "agent:" + agent.id.str(),
                                    .action = "groups.provision",
                                    .target = "group:" + outcome->id.str(),
                                    .result = "succeeded",
                                    .correlation_id = base::new_uuid(ports_.random),
                                    .details = "{\"" + std::string(verb) + "\":1}"});
    });
    if (!done && outcome) return refuse(ProvisionRefusal::busy);
    return outcome;
}

}  // namespace tilbage::core
