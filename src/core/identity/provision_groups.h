// Groups as an agent brings them, alone or many at once (docs/protocol.md §7).
#pragma once

#include <functional>
#include <tl/expected.hpp>

#include "base/clock.h"
#include "base/random.h"
#include "core/identity/provision_people.h"
#include "core/ports/agent_store.h"
#include "core/ports/audit_log.h"
#include "core/ports/group_store.h"
#include "core/ports/provisioning_store.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::core {

// What a verb does not need is left out. NOLINTBEGIN(readability-redundant-member-init)
struct GroupChange {
    enum class Verb { create, replace, modify, change_members, remove, unreadable };
    Verb verb = Verb::create;
    GroupId id = {};   // of all but create
    Group group = {};  // of create and replace; its id and tenant are not looked at
    // Of all but create: asked about the group as it is now; null: always.
    std::function<bool(const Group&)> only_if = {};
    // Of modify: makes the new group of the one that is there.
    std::function<tl::expected<Group, ProvisionRefusal>(const Group&)> modify = {};
    std::vector<GroupMember> added = {};    // of change_members
    std::vector<GroupMember> removed = {};  // of change_members
};
// NOLINTEND(readability-redundant-member-init)

struct GroupProvisioned {
    ProvisionedAs how = ProvisionedAs::created;
    Group group;  // as it is now; after a removal, as it was
};
using GroupOutcome = tl::expected<GroupProvisioned, ProvisionRefusal>;

// Any thread.
class ProvisionGroups {
public:
    struct Ports {
        GroupStore& groups;
        ProvisioningStore& provisioning;
        AuditLog& audit;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
        base::Random& random;
    };
    explicit ProvisionGroups(Ports ports) : ports_(ports) {}

    // As ProvisionPeople::run.
    [[nodiscard]] base::Result<std::vector<GroupOutcome>> run(const Agent& agent,
                                                              const std::vector<GroupChange>& changes,
                                                              std::size_t max_failures = 0);

private:
    GroupOutcome apply(const TenantId& tenant, const GroupChange& change);
    GroupOutcome create(const TenantId& tenant, Group group);
    GroupOutcome replace(const Group& before, Group group);
    GroupOutcome change_members(Group before, const GroupChange& change);
    GroupOutcome put(Group group, ProvisionedAs how);
    Ports ports_;
};

}  // namespace tilbage::core
