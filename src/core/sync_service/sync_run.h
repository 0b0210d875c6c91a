// One run of an agent's engine that changed something, failed, or was asked for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/strong_id.h"

namespace tilbage::core {

using SyncRunId = base::StrongId<struct SyncRunIdTag>;  // UUID, made by the agent

// Whom the tenant refused, and in which words.
struct SyncRefusal {
    std::string who;  // user name, or the name of a group
    std::string message;
    bool operator==(const SyncRefusal&) const = default;
};

struct SyncRun {
    enum class Kind { full, delta };
    enum class Result { done, failed, removals_held };

    SyncRunId id;
    Kind kind = Kind::delta;
    base::TimePoint started_at;
    base::TimePoint ended_at;
    Result result = Result::done;
    std::string message;    // of a failed one: English, what happened
    std::int64_t read = 0;  // objects of the directory
    std::int64_t created = 0;
    std::int64_t updated = 0;
    std::int64_t removed = 0;
    std::int64_t held = 0;
    std::int64_t refused = 0;
    std::vector<SyncRefusal> refusals;  // the first kMaxRefusals of them
    bool operator==(const SyncRun&) const = default;
};

constexpr std::size_t kMaxRefusals = 20;  // told of one run

}  // namespace tilbage::core
