#include "tenant/http/scim_users.h"

#include "tenant/http/scim_calls.h"
#include "tenant/http/scim_find.h"
#include "tenant/http/scim_kinds.h"

namespace tilbage::tenant {

base::Result<std::string> UserKind::page(const ScimPorts& ports, const core::TenantId& tenant, const ScimQuery& query) {
    auto page = find_people(ports.people, tenant, query);
    if (!page) return base::fail(page.error());
    return wire::encode_scim_list({.total = page->total, .start_index = query.start, .people = std::move(page->people)},
                                  ports.base, query.projection);
}

void UserKind::put_patch(Change& change, const wire::ScimPatch& patch, std::optional<wire::ScimProblem>& problem) {
    change.modify = [patch,
                     &problem](const core::Person& person) -> tl::expected<core::Person, core::ProvisionRefusal> {
        auto patched = wire::apply_scim_patch(patch, person);
        if (patched) return std::move(*patched);
        problem = std::move(patched.error());
        return tl::unexpected<core::ProvisionRefusal>(core::ProvisionRefusal::malformed);
    };
}

base::Result<UserKind::Outcomes> UserKind::run(const ScimPorts& ports, const core::Agent& agent, Change change) {
    std::vector<Change> changes;
    changes.push_back(std::move(change));
    return ports.provision_people.run(agent, changes);
}

void add_scim_users(adapters::http::Router& router, const ScimPorts& ports) {
    ScimCalls<UserKind>::add_to(router, ports);
}

}  // namespace tilbage::tenant
