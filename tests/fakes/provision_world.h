// Provisioning of people over a store in memory, as its tests use it.
#pragma once

#include "core/identity/provision_people.h"
#include "crypto/system_random.h"
#include "fakes/manual_clock.h"
#include "fakes/memory_identity.h"
#include "fakes/memory_provisioning.h"
#include "fakes/memory_records.h"

namespace tilbage::fakes {

class ProvisionWorld {
public:
    using Verb = core::ProvisionChange::Verb;

    ProvisionWorld();
    ~ProvisionWorld();
    ProvisionWorld(const ProvisionWorld&) = delete;
    ProvisionWorld& operator=(const ProvisionWorld&) = delete;

    // Of a directory; number 0: not.
    static core::Person person(std::uint8_t number, const std::string& name) {
        core::Person person;
        if (number > 0) person.anchor = core::SourceAnchor::from_guid(base::Bytes(16, number)).value();
        person.user_name = name + "@ex1.test";
        return person;
    }
    static core::Person with_proxies(core::Person person, std::vector<std::string> proxies) {
        person.on_premises.proxy_addresses = std::move(proxies);
        return person;
    }
    std::vector<core::ProvisionOutcome> run(const std::vector<core::ProvisionChange>& changes,
                                            std::size_t max_failures = 0) {
        return provision.run(agent, changes, max_failures).value();
    }
    core::ProvisionOutcome create(core::Person person) {
        return run({{.verb = Verb::create, .id = {}, .person = std::move(person)}}).at(0);
    }
    core::ProvisionOutcome replace(const core::PersonId& id, core::Person person) {
        return run({{.verb = Verb::replace, .id = id, .person = std::move(person)}}).at(0);
    }
    core::ProvisionOutcome remove(const core::PersonId& id) { return run({{.verb = Verb::remove, .id = id}}).at(0); }
    core::Person created(std::uint8_t number, const std::string& name) {
        return create(person(number, name)).value().person;
    }
    core::Person now(const core::PersonId& id) { return people.people.at(id); }
    // Actions of the audit since the last call, but those that count a batch.
    std::vector<std::string> audited() {
        std::vector<std::string> actions;
        for (const auto& one : audit.records)
            if (one.record.action != "people.provision") actions.push_back(one.record.action);
        audit.records.clear();
        return actions;
    }

    const core::Agent agent{
        .id = core::AgentId("a1"), .tenant_id = core::TenantId("tenant-1"), .name = "connect1", .signing_key = {}};
    crypto::SystemRandom random;
    ManualClock clock;
    MemoryPersonStore people;
    MemoryDeletedPeople deleted{people};
    MemoryProvisioningStore provisioning{people, deleted};
    MemorySynchronizationSettings settings;
    MemoryTenantStore tenants;
    MemoryAuditLog audit;
    DirectUnitOfWork unit_of_work;
    core::ProvisionPeople provision{{.people = people,
                                     .deleted = deleted,
                                     .provisioning = provisioning,
                                     .settings = settings,
                                     .tenants = tenants,
                                     .audit = audit,
                                     .unit_of_work = unit_of_work,
                                     .clock = clock,
                                     .random = random}};
};

}  // namespace tilbage::fakes
