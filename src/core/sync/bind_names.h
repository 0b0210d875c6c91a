// The rules name units and a group as they were when somebody chose them. Each name is bound to its object's GUID, the
// one that the rules have for it, else when it is first found, and the binding is remembered, so that a renamed unit is
// still the chosen one. Rules with GUIDs need no memory for that.
#pragma once

#include <map>
#include <string>

#include "base/result.h"
#include "core/ports/change_source.h"
#include "core/ports/metaverse.h"
#include "core/sync/bound_scope.h"
#include "core/sync/sync_rules.h"

namespace tilbage::core {

struct BoundRules {
    BoundScope scope;
    std::optional<ObjectGuid> pilot_group;
    std::map<std::string, ObjectGuid> names;  // as written in the rules
    // Names that nobody has ever found; bind_rules() fails on any, preview tells of them.
    std::vector<std::string> unknown;
};

// Names of other domains are passed over. Asks the directory about names that no binding is remembered for.
[[nodiscard]] base::Result<BoundRules> look_up_rules(const DirectoryRules& rules, DirectoryNumber directory,
                                                     const SourceDomain& domain, ChangeSource& source,
                                                     Metaverse& metaverse);
// The same, remembered. not_found names what was never found. Within a unit of work or without.
[[nodiscard]] base::Result<BoundRules> bind_rules(const DirectoryRules& rules, DirectoryNumber directory,
                                                  const SourceDomain& domain, ChangeSource& source,
                                                  Metaverse& metaverse);
// Differs when anything may be in scope, joined or told otherwise than before.
[[nodiscard]] std::string fingerprint_of(const BoundRules& bound, const DirectoryRules& rules);

}  // namespace tilbage::core
