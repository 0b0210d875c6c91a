// What the calls on users and those on groups have each for themselves.
#pragma once

#include <optional>
#include <vector>

#include "tenant/http/scim_access.h"
#include "tenant/http/scim_query.h"
#include "wire/scim_list.h"
#include "wire/scim_patch.h"

namespace tilbage::tenant {

struct UserKind {
    static constexpr wire::ScimResource kResource = wire::ScimResource::user;
    static constexpr bool kPatchSaysNothing = false;
    using Resource = core::Person;
    using Id = core::PersonId;
    using Change = core::ProvisionChange;
    using Outcomes = std::vector<core::ProvisionOutcome>;

    static wire::ScimResult<core::Person> decode(std::string_view text) { return wire::decode_scim_user(text); }
    static std::string encode(const core::Person& person, const wire::ScimBase& base, std::string_view version,
                              const wire::ScimProjection& projection) {
        return wire::encode_scim_user(person, base, version, projection);
    }
    static core::Person& resource_in(Change& change) { return change.person; }
    static const core::Person& resource_of(const core::PersonProvisioned& done) { return done.person; }
    static base::Result<std::optional<core::Person>> find(const ScimPorts& ports, const core::TenantId& tenant,
                                                          const Id& id) {
        return ports.people.find(tenant, id);
    }
    static base::Result<std::string> page(const ScimPorts& ports, const core::TenantId& tenant, const ScimQuery& query);
    // `problem` outlives the change: there the patch says what it finds wrong.
    static void put_patch(Change& change, const wire::ScimPatch& patch, std::optional<wire::ScimProblem>& problem);
    static base::Result<Outcomes> run(const ScimPorts& ports, const core::Agent& agent, Change change);
};

struct GroupKind {
    static constexpr wire::ScimResource kResource = wire::ScimResource::group;
    static constexpr bool kPatchSaysNothing = true;
    using Resource = core::Group;
    using Id = core::GroupId;
    using Change = core::GroupChange;
    using Outcomes = std::vector<core::GroupOutcome>;

    static wire::ScimResult<core::Group> decode(std::string_view text) { return wire::decode_scim_group(text); }
    static std::string encode(const core::Group& group, const wire::ScimBase& base, std::string_view version,
                              const wire::ScimProjection& projection) {
        return wire::encode_scim_group(group, base, version, projection);
    }
    static core::Group& resource_in(Change& change) { return change.group; }
    static const core::Group& resource_of(const core::GroupProvisioned& done) { return done.group; }
    static base::Result<std::optional<core::Group>> find(const ScimPorts& ports, const core::TenantId& tenant,
                                                         const Id& id) {
        return ports.groups.find(tenant, id);
    }
    static base::Result<std::string> page(const ScimPorts& ports, const core::TenantId& tenant, const ScimQuery& query);
    static void put_patch(Change& change, const wire::ScimPatch& patch, std::optional<wire::ScimProblem>& problem);
    static base::Result<Outcomes> run(const ScimPorts& ports, const core::Agent& agent, Change change);
};

}  // namespace tilbage::tenant
