// The names of a scope and the objects behind them. Wizard, `configure` and `apply` write the GUID beside each name, so
// that the agent finds a renamed unit also without its memory.
#pragma once

#include "connect/config.h"
#include "core/ports/directory_setup.h"

namespace tilbage::connect::setup {

// Each unit and the pilot group as the directory has it now: found by its GUID where that is known and there, else by
// its name, with its present name and its GUID. not_found names one that is not there.
[[nodiscard]] core::Found<ScopeConfig> resolve_scope(core::DirectorySession& directory, ScopeConfig scope);
// Every unit and the pilot group have a GUID.
[[nodiscard]] bool is_resolved(const ScopeConfig& scope);
// GUIDs of names that stand in `known` as well, where `scope` has none.
void take_known_guids(ScopeConfig& scope, const ScopeConfig& known);
// GUIDs of names that do not stand in the scope any more are dropped.
void drop_spare_guids(ScopeConfig& scope);

}  // namespace tilbage::connect::setup
