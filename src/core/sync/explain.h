// Why somebody is, or is not, in the tenant. One thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/ports/metaverse.h"
#include "core/sync/directory_context.h"
#include "core/sync/explanation.h"
#include "core/sync/plan_export.h"

namespace tilbage::core {

class Explainer {
public:
    using Directories = std::vector<std::unique_ptr<DirectoryContext>>;
    Explainer(ConnectorSpace& space, Metaverse& metaverse, const Directories& directories, ExportPlanner& planner)
        : space_(space), metaverse_(metaverse), directories_(directories), planner_(planner) {}

    // As SyncEngine::explain.
    base::Result<Explanation> explain(const std::string& text);

private:
    struct Found {
        DirectoryContext* directory = nullptr;
        ObjectGuid guid;
        auto operator<=>(const Found&) const = default;
    };
    base::Result<std::vector<Found>> find(const std::string& text);
    base::Result<std::vector<Found>> find_in(DirectoryContext& directory, const std::string& text);
    base::Result<Explanation> explain_missing(const std::string& text);
    base::Result<Explanation> explain_object(const Found& found);
    base::Result<void> tell_of_entry(Explanation& explanation, const Found& found, const StagedObject& object);
    base::Result<void> tell_of_rivals(Explanation& explanation, const Found& found, const SourceAnchor& anchor);
    base::Result<void> tell_what_is_next(Explanation& explanation, const MetaverseEntry& entry);
    base::Result<std::string> name_of(DirectoryNumber directory, const ObjectGuid& guid);

    ConnectorSpace& space_;
    Metaverse& metaverse_;
    const Directories& directories_;
    ExportPlanner& planner_;
};

}  // namespace tilbage::core
