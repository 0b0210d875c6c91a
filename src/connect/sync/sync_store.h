// The engine's memory on disk: `sync.db` in the state folder. All of it can be read anew from the directory and the
// tenant; what cannot be used is set aside, and the engine begins with a full import.
#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/sql/connector_space.h"
#include "adapters/sql/metaverse.h"
#include "adapters/sql/target_metaverse.h"
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
    // What the service of [exportN] was told.
    [[nodiscard]] core::Metaverse& further(int number) { return further_.at(static_cast<std::size_t>(number) - 1); }
    [[nodiscard]] core::UnitOfWork& work() noexcept { return *database_; }
    // Why the file that was there is not in use; empty: it is, or there was none.
    [[nodiscard]] const std::string& set_aside() const noexcept { return set_aside_; }

    // Why it cannot be worked with any longer: the file is damaged, as far as any call has found, or is not there any
    // more. Empty: nothing is known against it.
    [[nodiscard]] std::string trouble() const;
    // As trouble(), and reads every row of these directories. For who was told of something `corrupt` and does not
    // know by whom.
    [[nodiscard]] std::string look_for_trouble(const std::vector<core::DirectoryNumber>& directories);
    // The next one begins anew.
    void set_aside_at_the_end() noexcept { set_aside_at_the_end_ = true; }
    ~SyncStore();
    SyncStore(const SyncStore&) = delete;
    SyncStore& operator=(const SyncStore&) = delete;

    static constexpr const char* kFile = "sync.db";

private:
    SyncStore(std::unique_ptr<adapters::sql::Database> database, std::string set_aside);
    [[nodiscard]] base::Result<void> read_all(const std::vector<core::DirectoryNumber>& directories);

    std::unique_ptr<adapters::sql::Database> database_;
    adapters::sql::SqlConnectorSpace space_;
    adapters::sql::SqlMetaverse metaverse_;
    std::deque<adapters::sql::SqlTargetMetaverse> further_;
    std::string set_aside_;
    std::optional<std::pair<std::uint64_t, std::uint64_t>> file_;  // device and inode, as it was opened
    bool set_aside_at_the_end_ = false;
};

}  // namespace tilbage::connect
