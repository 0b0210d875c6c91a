// What the target is to be told of one entry of the metaverse, as it is now. One thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/ports/export_target.h"
#include "core/ports/metaverse.h"
#include "core/sync/directory_context.h"

namespace tilbage::core {

// Groups with more members that are in the tenant are refused here: no service takes them.
inline constexpr std::size_t kMostMembers = 50'000;
// A group is told with so many members at once; the rest follow as changes of members.
inline constexpr std::size_t kMembersAtOnce = 10'000;

struct PlannedExport {
    enum class Kind { nothing, create, update, remove };
    Kind kind = Kind::nothing;
    MetaverseEntry entry;  // as it was when this was planned
    ExportChange change;   // with `nothing` of no meaning
    std::string name;
    std::string digest;
    std::string refusal;  // not empty: it cannot be told at all
    bool more = false;    // of a group: some of its members are still to be told
    [[nodiscard]] std::size_t members() const;
};

class ExportPlanner {
public:
    using FindDirectory = std::function<DirectoryContext*(DirectoryNumber)>;
    ExportPlanner(ConnectorSpace& space, Metaverse& metaverse, FindDirectory find_directory)
        : space_(space), metaverse_(metaverse), find_directory_(std::move(find_directory)) {}

    // Of an entry that is joined. Empty: not now, it is not staged or its directory was not reached yet.
    base::Result<std::optional<PlannedExport>> plan(const MetaverseEntry& entry);
    [[nodiscard]] static PlannedExport plan_removal(const MetaverseEntry& entry);
    // As the target would be told; for previews.
    base::Result<std::optional<PutPerson>> wanted_person(const MetaverseEntry& entry);

private:
    struct Joined {
        DirectoryContext* directory = nullptr;
        StagedObject object;
    };
    base::Result<std::optional<Joined>> joined_of(const MetaverseEntry& entry);
    base::Result<PutPerson> person_of(const MetaverseEntry& entry, const Joined& joined);
    base::Result<PlannedExport> plan_group(const MetaverseEntry& entry, const Joined& joined);
    base::Result<std::vector<GroupMember>> members_of(const Joined& joined);

    ConnectorSpace& space_;
    Metaverse& metaverse_;
    FindDirectory find_directory_;
};

}  // namespace tilbage::core
