// What was staged becomes claims of anchors and joins: the objects of one directory that are marked are judged anew.
// One thread.
#pragma once

#include <stop_token>

#include "base/result.h"
#include "core/ports/metaverse.h"
#include "core/ports/unit_of_work.h"
#include "core/sync/directory_context.h"
#include "core/sync/follower.h"
#include "core/sync/join.h"

namespace tilbage::core {

class Synchronization {
public:
    Synchronization(ConnectorSpace& space, Metaverse& metaverse, UnitOfWork& work, DirectoryContext& directory,
                    const std::vector<Follower>& followers = {})
        : space_(space),
          metaverse_(metaverse),
          work_(work),
          directory_(directory),
          joins_(space, metaverse),
          followers_(followers) {}

    // Whether anything is due because of it.
    base::Result<bool> run(std::stop_token stop);
    // Judges these, marked or not, of a directory whose first import has not ended yet: nobody is told of it before.
    // Within a unit of work of the caller's. Not for rules with a pilot group, who is in it nobody knows yet.
    base::Result<void> judge_early(const std::vector<ObjectGuid>& objects);

private:
    base::Result<bool> anything_marked();
    base::Result<void> follow_pilot();
    base::Result<bool> pilot_may_have_changed(const PilotGroup& now);
    base::Result<bool> run_some(const std::vector<ObjectGuid>& marked);
    base::Result<bool> run_one(const ObjectGuid& guid);
    base::Result<bool> join_one(const ObjectGuid& guid);
    base::Result<void> tell_followers(const ObjectGuid& guid, const std::optional<SourceAnchor>& before);
    base::Result<std::optional<SourceAnchor>> anchor_claimed_by(const ObjectGuid& guid);

    ConnectorSpace& space_;
    Metaverse& metaverse_;
    UnitOfWork& work_;
    DirectoryContext& directory_;
    Joins joins_;
    std::vector<Follower> followers_;
};

}  // namespace tilbage::core
