#include "tenant/http/scim_groups.h"

#include "tenant/http/scim_calls.h"
#include "tenant/http/scim_find.h"
#include "tenant/http/scim_kinds.h"

namespace tilbage::tenant {

base::Result<std::string> GroupKind::page(const ScimPorts& ports, const core::TenantId& tenant,
                                          const ScimQuery& query) {
    auto page = find_groups(ports.groups, tenant, query);
    if (!page) return base::fail(page.error());
    return wire::encode_scim_group_list(
        {.total = page->total, .start_index = query.start, .groups = std::move(page->groups)}, ports.base,
        query.projection);
}

void GroupKind::put_patch(Change& change, const wire::ScimPatch& patch, std::optional<wire::ScimProblem>& problem) {
    if (auto members = wire::member_change_in(patch)) {
        change.verb = Change::Verb::change_members;
        change.added = std::move(members->added);
        change.removed = std::move(members->removed);
        return;
    }
    change.modify = [patch, &problem](const core::Group& group) -> tl::expected<core::Group, core::ProvisionRefusal> {
        auto patched = wire::apply_scim_patch(patch, group);
        if (patched) return std::move(*patched);
        problem = std::move(patched.error());
        return tl::unexpected<core::ProvisionRefusal>(core::ProvisionRefusal::malformed);
    };
}

base::Result<GroupKind::Outcomes> GroupKind::run(const ScimPorts& ports, const core::Agent& agent, Change change) {
    std::vector<Change> changes;
    changes.push_back(std::move(change));
    return ports.provision_groups.run(agent, changes);
}

void add_scim_groups(adapters::http::Router& router, const ScimPorts& ports) {
    ScimCalls<GroupKind>::add_to(router, ports);
}

}  // namespace tilbage::tenant
