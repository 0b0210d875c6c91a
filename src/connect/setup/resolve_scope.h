// The names of a scope and the objects behind them. Wizard, `configure` and `apply` write the GUID beside each name, so
// that the agent finds a renamed unit also without its memory.
#pragma once

#include "connect/config.h"
#include "core/ports/directory_setup.h"

namespace tilbage::connect::setup {

// Each unit, the pilot group and the protected groups as the directory has them now: found by the GUID where that is
// known and there, else by the name, with the present name and the GUID. not_found names a unit or a pilot group that
// is not there; a protected group that is not there stays as it is written.
[[nodiscard]] core::Found<ScopeConfig> resolve_scope(core::DirectorySession& directory, ScopeConfig scope);
// Every name has a GUID.
[[nodiscard]] bool is_resolved(const ScopeConfig& scope);
// GUIDs of names that stand in `known` as well, where `scope` has none.
void take_known_guids(ScopeConfig& scope, const ScopeConfig& known);
// GUIDs of names that do not stand in the scope any more are dropped.
void drop_spare_guids(ScopeConfig& scope);

}  // namespace tilbage::connect::setup
