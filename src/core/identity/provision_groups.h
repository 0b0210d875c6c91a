// Groups as an agent brings them: one change at a time, each with its audit record.
#pragma once

#include <functional>
#include <tl/expected.hpp>

#include "base/clock.h"
#include "base/random.h"
#include "core/identity/provision_people.h"
#include "core/ports/agent_store.h"
#include "core/ports/audit_log.h"
#include "core/ports/group_store.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::core {

// The group as it is now; after a removal, as it was. malformed: a member that the tenant does not have.
using GroupOutcome = tl::expected<Group, ProvisionRefusal>;

// Any thread.
class ProvisionGroups {
public:
    struct Ports {
        GroupStore& groups;
        AuditLog& audit;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
        base::Random& random;
    };
    // Asked about the group as it is now; null: always.
    using Condition = std::function<bool(const Group&)>;

    explicit ProvisionGroups(Ports ports) : ports_(ports) {}

    // The group's id and tenant are not looked at.
    [[nodiscard]] GroupOutcome create(const Agent& agent, Group group);
    [[nodiscard]] GroupOutcome replace(const Agent& agent, const GroupId& id, Group group, const Condition& only_if);
    [[nodiscard]] GroupOutcome remove(const Agent& agent, const GroupId& id, const Condition& only_if);

private:
    GroupOutcome change(const Agent& agent, std::string_view verb, const std::function<GroupOutcome()>& work);
    GroupOutcome find(const Agent& agent, const GroupId& id, const Condition& only_if);
    GroupOutcome put(Group group);
    Ports ports_;
};

}  // namespace tilbage::core
