// Who may be written: the checks on a person that come before the seal is opened.
#pragma once

#include <optional>
#include <vector>

#include "core/identity/scope.h"
#include "core/ports/directory.h"
#include "core/writeback/outcome.h"
#include "core/writeback/protected_accounts.h"
#include "core/writeback/request.h"

namespace tilbage::core {

// The agent's own rules, from its own configuration; nothing from outside widens them.
struct AgentRules {
    TenantId tenant_id;
    DistinguishedName domain;
    ProtectionRules protection;
    bool no_password_filters = false;
    bool writes = false;  // password writeback is ticked, and the agent is not staging
};

// From our tenant, and of a form that a tenant of ours makes.
[[nodiscard]] bool is_well_formed(const Request& request, const AgentRules& rules);

// In scope → not protected → enabled → not expired → the agent writes at all; a refusal, or nothing. A describe tells
// about disabled and expired accounts instead, and a validate leaves them to the directory. Protected accounts are not
// asked about either: a web page is no place to try administrators' passwords.
[[nodiscard]] std::optional<Outcome> refuse_person(const DirectoryPerson& person, Kind kind, const Scope& scope,
                                                   const AgentRules& rules);

}  // namespace tilbage::core
