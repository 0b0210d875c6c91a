#include "core/sync/import_people.h"

#include <fmt/core.h>
#include <map>

namespace tilbage::core {
namespace {

base::Result<std::vector<SourcePerson>> read_all(PeopleSource& source) {
    std::vector<SourcePerson> people;
    const auto read = source.each_person([&](SourcePerson person) { people.push_back(std::move(person)); });
    if (!read) return base::fail(read.error());
    return people;
}

ImportReport count(const std::vector<ProvisioningChange>& changes) {
    ImportReport report;
    for (const auto& change : changes) {
        report.created += std::holds_alternative<CreatePerson>(change);
        report.replaced += std::holds_alternative<ReplacePerson>(change);
        report.removed += std::holds_alternative<RemovePerson>(change);
    }
    return report;
}

}  // namespace

std::vector<ProvisioningChange> plan_import(const std::vector<SourcePerson>& source,
                                            const std::vector<ProvisionedPerson>& tenant) {
    std::map<SourceAnchor, const SourcePerson*> wanted;
    for (const auto& person : source) wanted.try_emplace(person.anchor, &person);

    std::vector<ProvisioningChange> removals;
    std::vector<ProvisioningChange> replacements;
    for (const auto& there : tenant) {
        const auto match = wanted.find(there.person.anchor);
        if (match == wanted.end()) {
            removals.emplace_back(RemovePerson{there.id});
            continue;
        }
        if (*match->second != there.person) replacements.emplace_back(ReplacePerson{{there.id, *match->second}});
        wanted.erase(match);
    }
    auto changes = std::move(removals);
    changes.insert(changes.end(), replacements.begin(), replacements.end());
    for (const auto& [anchor, person] : wanted) changes.emplace_back(CreatePerson{*person});
    return changes;
}

base::Result<ImportReport> import_people(PeopleSource& source, Provisioning& tenant, const ImportRules& rules) {
    const auto people = read_all(source);
    if (!people) return base::fail(people.error());
    const auto there = tenant.list();
    if (!there) return base::fail(there.error());
    const auto changes = plan_import(*people, *there);
    auto report = count(changes);
    report.people = people->size();
    if (report.removed > rules.max_removals) {
        return base::fail(
            base::ErrorCode::conflict,
            fmt::format("{} people would be removed from the tenant, more than import.max_removals ({}) allows; "
                        "nothing was changed. Look at [scope] and at the directory, then raise the limit.",
                        report.removed, rules.max_removals));
    }
    if (changes.empty() || rules.staging) return report;
    auto applied = tenant.apply(changes);
    if (!applied) return base::fail(applied.error());
    report.refused = std::move(applied->refused);
    return report;
}

}  // namespace tilbage::core
