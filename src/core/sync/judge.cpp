#include "core/sync/judge.h"

#include "core/sync/object_filter.h"

namespace tilbage::core {
namespace {

ExplanationWhy why_of(const StagedObject& object, const Placement& placement, const BoundRules& rules,
                      const std::optional<PilotGroup>& pilot) {
    if (const auto kept_out = kept_out_by(object)) return *kept_out;
    if (placement.distinguished_name.empty()) return ExplanationWhy::outside_units;
    const auto place = place_in(rules.scope, placement.chain);
    if (place != ExplanationWhy::in_scope || object.kind != ObjectKind::person || !rules.pilot_group) return place;
    const bool in_pilot = pilot && pilot->contains(object.guid);
    return in_pilot ? ExplanationWhy::in_scope : ExplanationWhy::not_in_pilot_group;
}

}  // namespace

base::Result<Judgement> judge(const StagedObject& object, const BoundRules& rules, UnitTree& units,
                              const std::optional<PilotGroup>& pilot) {
    auto placement = units.place(object);
    if (!placement) return base::fail(placement.error());
    const auto why = why_of(object, *placement, rules, pilot);
    return Judgement{why, std::move(placement->distinguished_name)};
}

}  // namespace tilbage::core
