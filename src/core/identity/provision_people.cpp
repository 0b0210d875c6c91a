#include "core/identity/provision_people.h"

#include "base/ordered_uuid.h"
#include "base/unicode.h"
#include "core/identity/proxy_address.h"

namespace tilbage::core {
namespace {

using Verb = ProvisionChange::Verb;

tl::unexpected<ProvisionRefusal> refuse(ProvisionRefusal refusal) { return tl::unexpected<ProvisionRefusal>(refusal); }

struct Counts {
    int created = 0;
    int replaced = 0;
    int removed = 0;
    int unchanged = 0;
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
                ++replaced;
                return;
            case ProvisionedAs::unchanged:
                ++unchanged;
                return;
            case ProvisionedAs::removed:
                ++removed;
                return;
        }
    }
    [[nodiscard]] bool changed() const { return created + replaced + removed > 0; }
    [[nodiscard]] std::string details() const {
        return "{\"created\":" + std::to_string(created) + ",\"replaced\":" + std::to_string(replaced) +
               ",\"removed\":" + std::to_string(removed) + ",\"unchanged\":" + std::to_string(unchanged) +
               ",\"refused\":" + std::to_string(refused) + "}";
    }
};

}  // namespace

base::Result<std::vector<ProvisionOutcome>> ProvisionPeople::run(const Agent& agent,
                                                                 const std::vector<ProvisionChange>& changes,
                                                                 std::size_t max_failures) {
    const ProvisioningRun run{.tenant_id = agent.tenant_id,
                              .actor = "agent:" + agent.id.str(),
                              .correlation_id = base::new_uuid(ports_.random),
                              .at = ports_.clock.now()};
    std::vector<ProvisionOutcome> outcomes;
    Counts counts;
    auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        for (const auto& change : changes) {
            outcomes.push_back(apply(run, change));
            counts.add(outcomes.back());
            if (!outcomes.back() && outcomes.back().error() == ProvisionRefusal::busy)
                return base::fail(base::ErrorCode::unavailable, "the store failed while people were provisioned");
            if (max_failures > 0 && static_cast<std::size_t>(counts.refused) >= max_failures) break;
        }
        if (counts.changed())
            if (auto counted = ports_.provisioning.count_up(run.tenant_id); !counted) return counted;
        return ports_.audit.append(audit_of(run, "people.provision", PersonId(), counts.details()));
    });
    if (!done) return base::fail(done.error());
    return outcomes;
}

ProvisionOutcome ProvisionPeople::apply(const ProvisioningRun& run, const ProvisionChange& change) {
    if (change.verb == Verb::unreadable) return refuse(ProvisionRefusal::malformed);
    if (change.verb == Verb::create) return create(run, change.person);
    auto before = ports_.people.find(run.tenant_id, change.id);
    if (!before) return refuse(ProvisionRefusal::busy);
    if (!*before) return refuse(ProvisionRefusal::not_found);
    if (change.only_if && !change.only_if(**before)) return refuse(ProvisionRefusal::changed_meanwhile);
    if (change.verb == Verb::replace) return replace(run, **before, change.person);
    if (change.verb == Verb::remove) return remove(run, std::move(**before));
    auto person = change.modify(as_wanted(**before));
    if (!person) return refuse(person.error());
    return replace(run, **before, std::move(*person));
}

ProvisionOutcome ProvisionPeople::create(const ProvisioningRun& run, Person person) {
    person.id = PersonId();
    person.tenant_id = run.tenant_id;
    if (person.from_directory()) return create_matched(run, std::move(person));
    person.id = PersonId(base::new_ordered_uuid(ports_.random, run.at));
    return put(run, nullptr, std::move(person), ProvisionedAs::created);
}

// In the order of docs/protocol.md §7.
ProvisionOutcome ProvisionPeople::create_matched(const ProvisioningRun& run, Person person) {
    person.external_id.clear();
    const auto found = ports_.provisioning.match(
        run.tenant_id, {.anchor = person.anchor,
                        .user_name = person.user_name,
                        .primary_address = primary_address(person.on_premises.proxy_addresses),
                        .deleted_since = run.at - kDeletedPeopleStay});
    if (!found) return refuse(ProvisionRefusal::busy);
    if (found->by_anchor) return adopt_known(run, *found->by_anchor, std::move(person));
    const bool hard = found->own_by_anchor.size() == 1;
    const bool soft = !hard && !found->deleted && (found->own_by_name || found->own_by_mail.size() == 1);
    if (hard || soft) {
        const auto settings = ports_.settings.read(run.tenant_id);
        if (!settings) return refuse(ProvisionRefusal::busy);
        if (hard && settings->block_hard_match_takeover) return refuse(ProvisionRefusal::hard_match_blocked);
        if (soft && settings->block_soft_match) return refuse(ProvisionRefusal::soft_match_blocked);
    }
    if (hard) return take_over(run, found->own_by_anchor.front(), std::move(person), "anchor");
    if (found->deleted) return bring_back(run, *found->deleted, std::move(person));
    if (found->own_by_name) return take_over(run, *found->own_by_name, std::move(person), "userName");
    if (soft) return take_over(run, found->own_by_mail.front(), std::move(person), "mail");
    person.id = PersonId(base::new_ordered_uuid(ports_.random, run.at));
    return put(run, nullptr, std::move(person), ProvisionedAs::created);
}

// One person in two forests would be told by two agents in turns: the first stays, until their own directory lets go.
ProvisionOutcome ProvisionPeople::adopt_known(const ProvisioningRun& run, const PersonId& id, Person person) {
    const auto before = ports_.people.find(run.tenant_id, id);
    if (!before || !*before) return refuse(ProvisionRefusal::busy);
    const auto theirs = base::fold_case((*before)->domain);
    if (!theirs.empty() && theirs != base::fold_case(person.domain)) return refuse(ProvisionRefusal::other_directory);
    return take_over(run, id, std::move(person), "anchor");
}

ProvisionOutcome ProvisionPeople::take_over(const ProvisioningRun& run, const PersonId& id, Person person,
                                            std::string_view by) {
    const auto before = ports_.people.find(run.tenant_id, id);
    if (!before || !*before) return refuse(ProvisionRefusal::busy);
    const bool was_own = !(*before)->from_directory();
    person.id = id;
    auto outcome = put(run, &**before, std::move(person), ProvisionedAs::adopted);
    if (!outcome || !was_own) return outcome;
    auto told = ports_.audit.append(audit_of(run, "people.match", id, R"({"by":")" + std::string(by) + R"("})"));
    if (!told) return refuse(ProvisionRefusal::busy);
    return outcome;
}

ProvisionOutcome ProvisionPeople::bring_back(const ProvisioningRun& run, const PersonId& id, Person person) {
    if (!ports_.deleted.forget(run.tenant_id, id)) return refuse(ProvisionRefusal::busy);
    person.id = id;
    auto outcome = put(run, nullptr, std::move(person), ProvisionedAs::restored);
    if (!outcome) return outcome;
    if (!ports_.audit.append(audit_of(run, "people.restore", id, "{}"))) return refuse(ProvisionRefusal::busy);
    return outcome;
}

ProvisionOutcome ProvisionPeople::replace(const ProvisioningRun& run, const Person& before, Person person) {
    if (person.anchor != before.anchor) return refuse(ProvisionRefusal::anchor_immutable);
    person.id = before.id;
    person.tenant_id = before.tenant_id;
    return put(run, &before, std::move(person), ProvisionedAs::replaced);
}

ProvisionOutcome ProvisionPeople::remove(const ProvisioningRun& run, Person before) {
    if (!ports_.deleted.remove_person(run.tenant_id, before.id, run.at)) return refuse(ProvisionRefusal::busy);
    if (!duplicates_.release(run, before)) return refuse(ProvisionRefusal::busy);
    return PersonProvisioned{ProvisionedAs::removed, std::move(before)};
}

// `before`: as they are in the store; null: they come (back).
ProvisionOutcome ProvisionPeople::put(const ProvisioningRun& run, const Person* before, Person person,
                                      ProvisionedAs how) {
    auto after = duplicates_.keep_apart(run, std::move(person), before);
    if (!after) return refuse(ProvisionRefusal::busy);
    if (!after->from_directory() && !after->provisioning_errors.empty()) return refuse(ProvisionRefusal::not_unique);
    if (before != nullptr && *after == *before) return PersonProvisioned{ProvisionedAs::unchanged, std::move(*after)};
    if (auto done = duplicates_.put(run, before, *after); !done)
        return refuse(done.error().code == base::ErrorCode::conflict ? ProvisionRefusal::not_unique
                                                                     : ProvisionRefusal::busy);
    return PersonProvisioned{how, std::move(*after)};
}

}  // namespace tilbage::core
