#include "sync_stores.h"

#include "adapters/sql/connector_space.h"
#include "adapters/sql/metaverse.h"
#include "adapters/sql/sync_database.h"
#include "fakes/memory_sync_work.h"
#include "support/temp_dir.h"

namespace tilbage::contract {
namespace {

class MemoryStores final : public SyncStores {
public:
    core::ConnectorSpace& space() override { return space_; }
    core::Metaverse& metaverse() override { return metaverse_; }
    core::UnitOfWork& work() override { return work_; }

private:
    fakes::MemoryConnectorSpace space_;
    fakes::MemoryMetaverse metaverse_;
    fakes::MemorySyncWork work_{space_, metaverse_};
};

class SqlStores final : public SyncStores {
public:
    core::ConnectorSpace& space() override { return space_; }
    core::Metaverse& metaverse() override { return metaverse_; }
    core::UnitOfWork& work() override { return *opened_.database; }

private:
    tilbage::testing::TempDir folder_;
    adapters::sql::SyncDatabase opened_ =
        adapters::sql::open_sync_database(folder_.path() / "sync.db", base::from_seconds(1'795'372'800)).value();
    adapters::sql::SqlConnectorSpace space_{*opened_.database};
    adapters::sql::SqlMetaverse metaverse_{*opened_.database};
};

}  // namespace

std::unique_ptr<SyncStores> memory_sync_stores() { return std::make_unique<MemoryStores>(); }
std::unique_ptr<SyncStores> sql_sync_stores() { return std::make_unique<SqlStores>(); }

}  // namespace tilbage::contract
