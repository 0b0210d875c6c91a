// Puts what an import tells into the connector space and notes what must be looked at again because of it. One thread,
// within a unit of work of the caller's.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "base/result.h"
#include "core/ports/connector_space.h"

namespace tilbage::core {

class Stage {
public:
    // Everything that is put is stamped with `generation`. Without `marks` nothing is marked: the caller marks
    // everything in the end.
    Stage(ConnectorSpace& space, DirectoryNumber directory, std::int64_t generation, bool marks = true)
        : space_(space), directory_(directory), generation_(generation), wants_marks_(marks) {}

    // Of an object that is not staged only a change that is whole counts.
    base::Result<void> apply(const ObjectChange& change);
    base::Result<void> remove(const ObjectGuid& guid);
    // Writes the marks that were collected.
    base::Result<void> flush();
    // Those that flush() would write, for who judges at once what they name.
    [[nodiscard]] std::vector<ObjectGuid> take_marks() { return std::exchange(marks_, {}); }

    [[nodiscard]] std::size_t changed() const { return changed_; }
    [[nodiscard]] bool units_changed() const { return units_changed_; }

private:
    base::Result<bool> apply_members(const ObjectChange& change, bool is_staged);
    base::Result<void> forget_manager(const ObjectGuid& manager);
    base::Result<void> mark_below(const ObjectGuid& unit);
    void mark(const ObjectGuid& guid) { marks_.push_back(guid); }

    ConnectorSpace& space_;
    DirectoryNumber directory_;
    std::int64_t generation_;
    bool wants_marks_;
    std::vector<ObjectGuid> marks_;
    std::size_t changed_ = 0;
    bool units_changed_ = false;
};

}  // namespace tilbage::core
