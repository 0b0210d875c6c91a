// What the configuration and the tenant's settings tell the synchronisation engine to do.
#pragma once

#include <map>
#include <string>

#include "core/identity/scope.h"
#include "core/ports/change_source.h"
#include "core/ports/connector_space.h"
#include "core/sync/object_guid.h"
#include "core/sync/removal_threshold.h"

namespace tilbage::core {

struct DirectoryRules {
    Scope scope;              // names as they were when they were chosen: each is bound to its object when first seen
    std::string pilot_group;  // DN, bound likewise; empty: none, everybody in scope is meant
    // Of those names that are known by more than their name, as written in the rules: these are bound already.
    std::map<std::string, ObjectGuid> guids = {};
    bool consistency_guid = true;  // ms-DS-ConsistencyGuid before objectGUID
    // Asked of the source beside sync_attributes(). Its values are the addresses that codes are mailed to.
    std::string alternate_mail_attribute = "otherMailbox";
    bool operator==(const DirectoryRules&) const = default;
};

// Rules that somebody asks about.
struct WantedRules {
    DirectoryNumber directory = 1;
    DirectoryRules rules;
    bool operator==(const WantedRules&) const = default;
};

// One domain of the agent's configuration. `source` is not owned and outlives the engine.
struct SourcedDirectory {
    DirectoryNumber number = 1;
    ChangeSource& source;
    DirectoryRules rules;
};

struct ExportRules {
    bool staging = false;  // nothing is told to the target; the report says what would be
    RemovalThreshold threshold;
    bool operator==(const ExportRules&) const = default;
};

}  // namespace tilbage::core
