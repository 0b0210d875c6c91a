// The engine's memory on disk: `sync.db` in the state folder. All of it can be read anew from the directory and the
// tenant; what cannot be used is set aside, and the engine begins with a full import.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "adapters/sql/connector_space.h"
#include "adapters/sql/metaverse.h"
#include "base/clock.h"
#include "connect/state/identity.h"

namespace tilbage::connect {

class SyncStore {
public:
    // A file that is damaged, of a newer program, or of another agent or tenant is renamed to sync.db.set-aside.
    [[nodiscard]] static base::Result<std::unique_ptr<SyncStore>> open(const std::filesystem::path& state_dir,
                                                                       const Identity& identity,
                                                                       const base::Clock& clock);
    [[nodiscard]] core::ConnectorSpace& space() noexcept { return space_; }
    [[nodiscard]] core::Metaverse& metaverse() noexcept { return metaverse_; }
    [[nodiscard]] core::UnitOfWork& work() noexcept { return *database_; }
    // Why the file that was there is not in use; empty: it is, or there was none.
    [[nodiscard]] const std::string& set_aside() const noexcept { return set_aside_; }

    static constexpr const char* kFile = "sync.db";

private:
    SyncStore(std::unique_ptr<adapters::sql::Database> database, std::string set_aside);

    std::unique_ptr<adapters::sql::Database> database_;
    adapters::sql::SqlConnectorSpace space_;
    adapters::sql::SqlMetaverse metaverse_;
    std::string set_aside_;
};

}  // namespace tilbage::connect
