#include "core/identity/provision_people.h"

namespace tilbage::core {
namespace {

using Verb = ProvisionChange::Verb;

tl::unexpected<ProvisionRefusal> refuse(ProvisionRefusal refusal) { return tl::unexpected<ProvisionRefusal>(refusal); }

struct Counts {
    int created = 0;
    int replaced = 0;
    int removed = 0;
    int refused = 0;

    void add(const ProvisionOutcome& outcome) {
        if (!outcome) {
            ++refused;
            return;
        }
        switch (outcome->how) {
            case ProvisionedAs::created:
                ++created;
                return;
            case ProvisionedAs::adopted:
            case ProvisionedAs::restored:
            case ProvisionedAs::replaced:
            case ProvisionedAs::unchanged:
                ++replaced;
                return;
            case ProvisionedAs::removed:
                ++removed;
                return;
        }
    }
    [[nodiscard]] std::string details() const {
        return "{\"created\":" + std::to_string(created) + ",\"replaced\":" + std::to_string(replaced) +
               ",\"removed\":" + std::to_string(removed) + ",\"refused\":" + std::to_string(refused) + "}";
    }
};

}  // namespace

base::Result<std::vector<ProvisionOutcome>> ProvisionPeople::run(const Agent& agent,
                                                                 const std::vector<ProvisionChange>& changes,
                                                                 std::size_t max_failures) {
    const auto now = ports_.clock.now();
    std::vector<ProvisionOutcome> outcomes;
    Counts counts;
    auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        for (const auto& change : changes) {
            outcomes.push_back(apply(agent.tenant_id, change, now));
            counts.add(outcomes.back());
            if (!outcomes.back() && outcomes.back().error() == ProvisionRefusal::busy)
                return base::fail(base::ErrorCode::unavailable, "the store failed while people were provisioned");
            if (max_failures > 0 && static_cast<std::size_t>(counts.refused) >= max_failures) break;
        }
        return ports_.audit.append({.tenant_id = agent.tenant_id,
                                    .at = now,
                                    .actor = "agent:" + agent.id.str(),
                                    .action = "people.provision",
                                    .target = {},
                                    .result = "succeeded",
                                    .correlation_id = base::new_uuid(ports_.random),
                                    .details = counts.details()});
    });
    if (!done) return base::fail(done.error());
    return outcomes;
}

ProvisionOutcome ProvisionPeople::apply(const TenantId& tenant, const ProvisionChange& change, base::TimePoint now) {
    if (change.verb == Verb::unreadable) return refuse(ProvisionRefusal::malformed);
    if (change.verb == Verb::create) return create(tenant, change.person, now);
    auto before = ports_.people.find(tenant, change.id);
    if (!before) return refuse(ProvisionRefusal::busy);
    if (!*before) return refuse(ProvisionRefusal::not_found);
    if (change.only_if && !change.only_if(**before)) return refuse(ProvisionRefusal::changed_meanwhile);
    if (change.verb == Verb::replace) return replace(**before, change.person, now);
    if (change.verb == Verb::modify) {
        auto person = change.modify(**before);
        if (!person) return refuse(person.error());
        return replace(**before, std::move(*person), now);
    }
    if (!ports_.people.remove(tenant, change.id)) return refuse(ProvisionRefusal::busy);
    return PersonProvisioned{ProvisionedAs::removed, std::move(**before)};
}

ProvisionOutcome ProvisionPeople::create(const TenantId& tenant, Person person, base::TimePoint now) {
    person.id = PersonId(base::new_uuid(ports_.random));
    person.tenant_id = tenant;
    return put(person, ProvisionedAs::created, now);
}

ProvisionOutcome ProvisionPeople::replace(const Person& before, Person person, base::TimePoint now) {
    if (person.anchor != before.anchor) return refuse(ProvisionRefusal::anchor_immutable);
    person.id = before.id;
    person.tenant_id = before.tenant_id;
    if (person == before) return PersonProvisioned{ProvisionedAs::unchanged, std::move(person)};
    return put(person, ProvisionedAs::replaced, now);
}

ProvisionOutcome ProvisionPeople::put(const Person& person, ProvisionedAs how, base::TimePoint now) {
    if (auto done = ports_.people.put(person, now); !done)
        return refuse(done.error().code == base::ErrorCode::conflict ? ProvisionRefusal::not_unique
                                                                     : ProvisionRefusal::busy);
    return PersonProvisioned{how, person};
}

}  // namespace tilbage::core
