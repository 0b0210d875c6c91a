#include "core/identity/manage_deleted_people.h"

namespace tilbage::core {
namespace {

using Refusal = ManageDeletedPeople::Refusal;

tl::unexpected<Refusal> refuse(Refusal refusal) { return tl::unexpected<Refusal>(refusal); }

}  // namespace

ProvisioningRun ManageDeletedPeople::begin(const TenantId& tenant, const std::string& actor) {
    return {
        .tenant_id = tenant, .actor = actor, .correlation_id = base::new_uuid(ports_.random), .at = ports_.clock.now()};
}

tl::expected<void, Refusal> ManageDeletedPeople::forget(const TenantId& tenant, const std::string& actor,
                                                        const PersonId& id) {
    const auto run = begin(tenant, actor);
    bool found = false;
    const auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        const auto forgotten = ports_.deleted.forget(tenant, id);
        if (!forgotten) return base::fail(forgotten.error());
        found = *forgotten;
        if (!found) return {};
        return ports_.audit.append(audit_of(run, "people.forget", id, "{}"));
    });
    if (!done) return refuse(Refusal::busy);
    if (!found) return refuse(Refusal::not_found);
    return {};
}

tl::expected<Person, Refusal> ManageDeletedPeople::restore(const TenantId& tenant, const std::string& actor,
                                                           const PersonId& id) {
    const auto run = begin(tenant, actor);
    tl::expected<Person, Refusal> restored = refuse(Refusal::busy);
    const auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        restored = bring_back(run, id);
        if (!restored) return base::fail(base::ErrorCode::conflict, "refused");
        return ports_.audit.append(audit_of(run, "people.restore", id, "{}"));
    });
    if (restored && !done) return refuse(Refusal::busy);
    return restored;
}

tl::expected<Person, Refusal> ManageDeletedPeople::bring_back(const ProvisioningRun& run, const PersonId& id) {
    const auto gone = ports_.deleted.find(run.tenant_id, id);
    if (!gone) return refuse(Refusal::busy);
    if (!*gone) return refuse(Refusal::not_found);
    const Person& person = (*gone)->person;
    if (person.from_directory()) return refuse(Refusal::from_directory);
    const auto holder = ports_.provisioning.holder_of(run.tenant_id, ProvisioningError::Property::user_principal_name,
                                                      person.user_name, id);
    if (!holder) return refuse(Refusal::busy);
    if (*holder) return refuse(Refusal::not_unique);
    if (!ports_.deleted.forget(run.tenant_id, id)) return refuse(Refusal::busy);
    if (!ports_.people.put(person, run.at)) return refuse(Refusal::busy);
    if (!ports_.provisioning.count_up(run.tenant_id)) return refuse(Refusal::busy);
    return person;
}

base::Result<void> ManageDeletedPeople::purge() {
    if (const auto done = ports_.deleted.purge(ports_.clock.now() - kDeletedPeopleStay); !done)
        return base::fail(done.error());
    return {};
}

}  // namespace tilbage::core
