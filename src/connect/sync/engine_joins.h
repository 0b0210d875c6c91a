// Whom writeback may write, as the synchronisation engine's store and scope have it.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/ports/connector_space.h"
#include "core/ports/joined_people.h"
#include "core/ports/metaverse.h"

namespace tilbage::connect {

// Any thread.
class EngineJoins final : public core::JoinedPeople {
public:
    // Of one directory. The stores outlive it; `scope` (SyncEngine::effective_scope) may be called from any thread.
    // `others`: the further directories of the agent.
    EngineJoins(core::ConnectorSpace& space, core::Metaverse& metaverse, core::DirectoryNumber directory,
                std::function<core::Scope()> scope, std::vector<core::DirectoryNumber> others = {})
        : space_(space),
          metaverse_(metaverse),
          directory_(directory),
          scope_(std::move(scope)),
          others_(std::move(others)) {}

    base::Result<core::JoinedLookup> find(const core::SourceAnchor& anchor) override;
    [[nodiscard]] core::Scope scope() const override { return scope_(); }

private:
    // Of who is not joined here.
    base::Result<core::JoinedLookup> not_here();

    core::ConnectorSpace& space_;
    core::Metaverse& metaverse_;
    const core::DirectoryNumber directory_;
    const std::function<core::Scope()> scope_;
    const std::vector<core::DirectoryNumber> others_;
};

// The directory that a person is joined in.
[[nodiscard]] base::Result<std::optional<core::DirectoryNumber>> directory_of(core::Metaverse& metaverse,
                                                                              const core::SourceAnchor& anchor);

}  // namespace tilbage::connect
