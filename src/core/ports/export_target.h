// Where the engine's joined people and groups go: the tenant, or any service that speaks SCIM 2.0. Calls block; never
// two at once, but from changing threads.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "core/identity/group.h"
#include "core/ports/group_source.h"
#include "core/ports/people_source.h"

namespace tilbage::core {

// Without an id: to be created, or adopted when the target knows the anchor already.
struct PutPerson {
    std::optional<std::string> id;
    SourcePerson person;
    std::string manager_id;  // in the target; empty: none, or not there yet
    bool operator==(const PutPerson&) const = default;
};
struct PutGroup {
    std::optional<std::string> id;
    SourceGroup group;                 // its `members` are not looked at
    std::vector<GroupMember> members;  // by their ids in the target, sorted
    bool operator==(const PutGroup&) const = default;
};
// Some come, some go; the rest of the group stays as it is.
struct ChangeMembers {
    std::string id;
    std::vector<GroupMember> added;
    std::vector<GroupMember> removed;
    bool operator==(const ChangeMembers&) const = default;
};
struct RemoveFromTarget {
    GroupMember::Kind kind = GroupMember::Kind::person;
    std::string id;
    bool operator==(const RemoveFromTarget&) const = default;
};
using ExportChange = std::variant<PutPerson, PutGroup, ChangeMembers, RemoveFromTarget>;

struct ExportOutcome {
    enum class Result {
        done,
        refused,    // this change, as it is; `message` has the target's words
        gone,       // the id is not there (any more): to be created anew; of a removal that is `done`
        try_again,  // not now (429, 503, no answer): it may have been done all the same
    };
    Result result = Result::done;
    std::string id;  // of what was put
    std::string message;
};

// What the target has, to compare with.
struct TargetPerson {
    std::string id;
    SourcePerson person;  // as far as the target tells; an empty anchor: not from a directory, or not by us
    std::string manager_id;
    bool partial = false;  // it keeps less than it is told: only names, and whether the account is active, are there
};
struct TargetGroup {
    std::string id;
    SourceGroup group;  // without members
    std::vector<GroupMember> members;
    bool partial = false;  // only names and members are there
};

class ExportTarget {
public:
    virtual ~ExportTarget() = default;
    // At most max_batch() changes, each done or not by itself, in this order; outcomes stand in the same order. An
    // error: nobody knows which were done, and all may be done again.
    virtual base::Result<std::vector<ExportOutcome>> apply(const std::vector<ExportChange>& changes) = 0;
    [[nodiscard]] virtual std::size_t max_batch() const = 0;
    virtual base::Result<void> each_person(const std::function<base::Result<void>(TargetPerson)>& visit) = 0;
    virtual base::Result<void> each_group(const std::function<base::Result<void>(TargetGroup)>& visit) = 0;
    // A mark that changes with everything that anybody changes there, and with nothing else; empty: the target has no
    // such mark. After own changes it is the mark behind them.
    virtual base::Result<std::string> revision() = 0;
};

}  // namespace tilbage::core
