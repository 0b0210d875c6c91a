// What the steps of the synchronisation engine answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "core/ports/connector_space.h"
#include "core/sync/held_removals.h"

namespace tilbage::core {

// One reading of a directory.
struct ImportRun {
    enum class Kind { none, delta, full };  // none: the directory has nothing new
    Kind kind = Kind::none;
    std::size_t read = 0;     // objects that the directory told about
    std::size_t changed = 0;  // of these, and of what was found to be gone: another than was staged
    std::string why_full;     // English, for the log
};

struct ExportRefusal {
    std::string who;      // user principal name, or a group's name
    std::string message;  // the target's words
    bool operator==(const ExportRefusal&) const = default;
};

struct ExportRun {
    std::size_t created = 0;
    std::size_t updated = 0;
    std::size_t removed = 0;
    std::size_t held = 0;                 // removals that wait for the administrators, old ones too
    std::size_t refused = 0;              // in this run
    std::vector<ExportRefusal> refusals;  // at most 50 of them
    std::size_t read = 0;                 // that the directories told about meanwhile
    bool interrupted = false;             // by the stop token, or the target said "not now": the rest is still due
    [[nodiscard]] bool changed_something() const { return created + updated + removed > 0; }
};

// Of another scope than the one in force.
struct ScopePreview {
    std::size_t people = 0;  // would be in scope
    std::size_t groups = 0;
    std::size_t added = 0;                  // people
    std::size_t removed = 0;                // people
    std::size_t removed_groups = 0;         // the guard counts them too
    std::vector<std::string> added_sample;  // at most 20 user principal names each
    std::vector<std::string> removed_sample;
    std::vector<std::string> unknown;  // units and groups by name that the directory has not
    // How many removals within 24 hours go through; empty: as many as there are, nobody is asked.
    std::optional<std::int64_t> limit;
    // The removals of everything that was asked about would be too many, with those of the last 24 hours, and wait for
    // a yes.
    bool holds = false;
};

// A unit or group of the rules.
struct RenamedObject {
    std::string written;
    std::string now;
    bool operator==(const RenamedObject&) const = default;
};

struct DirectoryState {
    ImportPosition position;
    SpaceCounts staged;
};

}  // namespace tilbage::core
