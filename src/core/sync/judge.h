// Whether an object is to be in the tenant, and why not: filters, units, pilot group. One thread.
#pragma once

#include "base/result.h"
#include "core/sync/bind_names.h"
#include "core/sync/explanation.h"
#include "core/sync/pilot_group.h"
#include "core/sync/unit_tree.h"

namespace tilbage::core {

struct Judgement {
    ExplanationWhy why = ExplanationWhy::in_scope;
    std::string distinguished_name;
    [[nodiscard]] bool in_scope() const { return why == ExplanationWhy::in_scope; }
};

// `pilot` is looked at when the rules name a pilot group, and is read by then; groups are not filtered by it.
[[nodiscard]] base::Result<Judgement> judge(const StagedObject& object, const BoundRules& rules, UnitTree& units,
                                            const std::optional<PilotGroup>& pilot);

}  // namespace tilbage::core
