// Whom writeback may write, as the synchronisation engine's store and scope have it.
#pragma once

#include <functional>

#include "core/ports/connector_space.h"
#include "core/ports/joined_people.h"
#include "core/ports/metaverse.h"

namespace tilbage::connect {

// Any thread.
class EngineJoins final : public core::JoinedPeople {
public:
    // The stores outlive it; `scope` (SyncEngine::effective_scope) may be called from any thread.
    EngineJoins(core::ConnectorSpace& space, core::Metaverse& metaverse, core::DirectoryNumber directory,
                std::function<core::Scope()> scope)
        : space_(space), metaverse_(metaverse), directory_(directory), scope_(std::move(scope)) {}

    base::Result<core::JoinedLookup> find(const core::SourceAnchor& anchor) override;
    [[nodiscard]] core::Scope scope() const override { return scope_(); }

private:
    core::ConnectorSpace& space_;
    core::Metaverse& metaverse_;
    const core::DirectoryNumber directory_;
    const std::function<core::Scope()> scope_;
};

}  // namespace tilbage::connect
