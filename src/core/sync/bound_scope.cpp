#include "core/sync/bound_scope.h"

namespace tilbage::core {

ExplanationWhy place_in(const BoundScope& scope, std::span<const ScopeLink> object_and_above) {
    const bool all = scope.mode == Scope::Mode::all;
    const bool stop_at_units = !all && !scope.include_new_units;
    bool stopped = false;
    for (const auto& link : object_and_above) {
        if (!stopped) {
            if (scope.exclude.contains(link.guid)) return ExplanationWhy::excluded_unit;
            if (!all && scope.include.contains(link.guid)) return ExplanationWhy::in_scope;
            stopped = stop_at_units && link.organizational_unit;
        } else if (scope.include.contains(link.guid) && !scope.exclude.contains(link.guid)) {
            return ExplanationWhy::new_unit_not_included;  // only that unit stands between
        }
    }
    return all ? ExplanationWhy::in_scope : ExplanationWhy::outside_units;
}

}  // namespace tilbage::core
