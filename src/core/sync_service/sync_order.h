// What the administrators want the agents to do now, and what comes of it.
#pragma once

#include <optional>
#include <string>

#include "base/strong_id.h"
#include "core/sync/explanation.h"

namespace tilbage::core {

using SyncOrderId = base::StrongId<struct SyncOrderIdTag>;  // UUID, made by the tenant

enum class SyncOrderKind {
    run,             // a delta at once
    full,            // everything anew
    allow_removals,  // those that are held now
    explain,
};

struct SyncOrder {
    SyncOrderId id;
    SyncOrderKind kind = SyncOrderKind::run;
    std::string user;  // of explain: account, user name or mail address
    bool operator==(const SyncOrder&) const = default;
};

struct SyncProblem {
    std::string code;     // snake_case
    std::string message;  // English
    bool operator==(const SyncProblem&) const = default;
};

// `run` and `full` are answered when the engine has taken them up, not when they have ended: the run tells that.
struct SyncOrderAnswer {
    SyncOrderId id;
    std::optional<SyncProblem> problem;      // it could not be done
    std::optional<Explanation> explanation;  // of explain, without problem
    bool operator==(const SyncOrderAnswer&) const = default;
};

}  // namespace tilbage::core
