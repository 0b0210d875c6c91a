// Which people and groups are never synchronised, wherever they lie: the default filters that administrators of the
// Microsoft product know. Pure, any thread.
#pragma once

#include <optional>

#include "core/sync/explanation.h"
#include "core/sync/staged_object.h"

namespace tilbage::core {

// Why the object is kept out; empty: it is not. Units are `not_a_person`, and so are distribution groups.
[[nodiscard]] std::optional<ExplanationWhy> kept_out_by(const StagedObject& object);

}  // namespace tilbage::core
