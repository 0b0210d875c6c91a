// Compares what a target has with what the metaverse thinks it told: what differs is due afterwards, who belongs to us
// and is joined to nobody becomes a removal. One thread.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/ports/export_target.h"
#include "core/ports/metaverse.h"
#include "core/ports/unit_of_work.h"
#include "core/sync/join.h"
#include "core/sync/plan_export.h"

namespace tilbage::core {

class Reconciliation {
public:
    // `domains`: DNS names of ours; what the target has of others is never touched. Without any, ours is whose anchor
    // was ever claimed here, and who is active.
    // `planner` knows what somebody is to be whom the target tells only a part of.
    Reconciliation(ConnectorSpace& space, Metaverse& metaverse, UnitOfWork& work, std::vector<std::string> domains,
                   ExportPlanner* planner = nullptr)
        : metaverse_(metaverse),
          work_(work),
          domains_(std::move(domains)),
          planner_(planner),
          joins_(space, metaverse) {}

    base::Result<void> run(ExportTarget& target, std::stop_token stop);

    // Or piece by piece, of what was read before: each that is there, then finish().
    struct There {
        ObjectKind kind = ObjectKind::person;
        SourceAnchor anchor;
        std::string id;
        std::string domain;
        std::string name;
        std::string digest;
        std::vector<GroupMember> members;
        bool partial = false;
        bool active = true;
    };
    [[nodiscard]] static There seen(const TargetPerson& person);
    [[nodiscard]] static There seen(TargetGroup group);
    base::Result<void> take(There there);
    enum class Kinds { all, people };  // that were taken; nothing follows for others
    base::Result<void> finish(Kinds kinds = Kinds::all);

private:
    base::Result<void> flush();
    base::Result<void> compare(const There& there);
    base::Result<bool> differs_in_part(const There& there, const MetaverseEntry& entry);
    base::Result<void> forget_missing(Kinds kinds);
    base::Result<void> forget(const std::vector<MetaverseEntry>& missing);
    base::Result<bool> is_ours(const There& there);

    Metaverse& metaverse_;
    UnitOfWork& work_;
    std::vector<std::string> domains_;
    ExportPlanner* planner_;
    Joins joins_;
    std::vector<There> unread_;
    std::vector<std::size_t> seen_;  // hashes of ids: of a hundred thousand no two are alike
};

}  // namespace tilbage::core
