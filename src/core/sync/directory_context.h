// What the engine knows of one of its directories while it runs. Not kept: all of it is read again after a restart. One
// thread.
#pragma once

#include <optional>
#include <string>

#include "core/sync/bind_names.h"
#include "core/sync/pilot_group.h"
#include "core/sync/sync_rules.h"
#include "core/sync/unit_tree.h"

namespace tilbage::core {

struct DirectoryContext {
    DirectoryContext(SourcedDirectory directory, ConnectorSpace& space)
        : config(std::move(directory)), units(space, config.number) {}

    [[nodiscard]] DirectoryNumber number() const { return config.number; }
    // People and groups can be judged and projected: the directory was reached, its rules are bound, and a first import
    // was finished.
    [[nodiscard]] bool is_ready() const { return domain && rules && whole; }

    SourcedDirectory config;
    std::optional<SourceDomain> domain;
    std::string invocation_id;  // of the server that told `domain`
    std::optional<BoundRules> rules;
    bool whole = false;     // ImportPosition::whole
    bool unbroken = false;  // it was in sight since it was last seen to have what it told (Witnesses)
    UnitTree units;
    std::optional<PilotGroup> pilot;  // as it was when people were judged last
};

}  // namespace tilbage::core
