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

namespace tilbage::core {

class Reconciliation {
public:
    // `domains`: DNS names of ours; what the target has of others is never touched.
    Reconciliation(ConnectorSpace& space, Metaverse& metaverse, UnitOfWork& work, std::vector<std::string> domains)
        : metaverse_(metaverse), work_(work), domains_(std::move(domains)), joins_(space, metaverse) {}

    base::Result<void> run(ExportTarget& target, std::stop_token stop);

private:
    struct There {
        ObjectKind kind = ObjectKind::person;
        SourceAnchor anchor;
        std::string id;
        std::string domain;
        std::string name;
        std::string digest;
        std::vector<GroupMember> members;
    };
    base::Result<void> take(There there);
    base::Result<void> flush();
    base::Result<void> compare(const There& there);
    base::Result<void> forget_missing();
    base::Result<void> forget(const std::vector<MetaverseEntry>& missing);
    [[nodiscard]] bool is_ours(const std::string& domain) const;

    Metaverse& metaverse_;
    UnitOfWork& work_;
    std::vector<std::string> domains_;
    Joins joins_;
    std::vector<There> unread_;
    std::vector<std::size_t> seen_;  // hashes of ids: of a hundred thousand no two are alike
};

}  // namespace tilbage::core
