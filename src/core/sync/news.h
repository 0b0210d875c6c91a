// What the directories say while many are told: a long export looks for it between two bulks, so that somebody who is
// disabled meanwhile does not wait for all the others. One thread, the engine's.
#pragma once

#include <cstddef>
#include <memory>
#include <stop_token>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/ports/metaverse.h"
#include "core/ports/unit_of_work.h"
#include "core/sync/directory_context.h"
#include "core/sync/follower.h"

namespace tilbage::core {

class News {
public:
    using Directories = std::vector<std::unique_ptr<DirectoryContext>>;
    using Person = std::pair<DirectoryNumber, ObjectGuid>;
    struct Parts {
        ConnectorSpace& space;
        Metaverse& metaverse;
        UnitOfWork& work;
        const base::Clock& clock;
    };
    // All outlive it.
    News(Parts parts, const Directories& directories, const std::vector<Follower>& followers)
        : parts_(parts), directories_(directories), followers_(followers) {}

    // Cheap: one look at each directory that is in sight. After a directory has failed it is not asked any more; the
    // next round of the engine meets the same, and tells of it.
    bool is_there();
    // Reads, stages and synchronises it; nothing that was planned before is right any more. Who is to be told before
    // all others: the people it is about, or nobody, when they are more than `at_most`. Only an error of the store is
    // one.
    base::Result<std::vector<Person>> take(std::size_t at_most, const std::stop_token& stop);

    // Objects that the directories told about.
    [[nodiscard]] std::size_t read() const { return read_; }
    // Something was staged.
    [[nodiscard]] bool changed_something() const { return changed_; }

private:
    base::Result<void> take_of(DirectoryContext& directory, const std::stop_token& stop, std::vector<Person>& people,
                               std::size_t at_most);

    Parts parts_;
    const Directories& directories_;
    const std::vector<Follower>& followers_;
    bool failed_ = false;
    bool changed_ = false;
    std::size_t read_ = 0;
};

}  // namespace tilbage::core
