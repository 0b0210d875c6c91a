// What is told of a draft's directories, before anything is done, and looked up in them.
#pragma once

#include "connect/setup/draft.h"
#include "connect/setup/terminal.h"
#include "core/ports/directory_setup.h"

namespace tilbage::connect::setup {

// The GUIDs that the scopes do not have: those that are known here, else those that the directory tells at once. What
// stays without one goes by its name.
void note_guids(core::DirectorySetup& directories, const Current& current, Config& wanted);

// Who comes and who goes with the wanted scopes, and with a directory that is left, when an agent runs that has read
// those directories.
void tell_scope_changes(Terminal& terminal, const Current& current, const Config& wanted);

// Signs in to each directory that is new, or has another account or other servers, and says which rights are missing.
void tell_rights_of_added(Terminal& terminal, core::DirectorySetup& directories, const Current& current,
                          const Config& wanted);

// A line, and its commands, for each right that is missing.
void tell_missing(Terminal& terminal, const core::RightsReport& report);

}  // namespace tilbage::connect::setup
