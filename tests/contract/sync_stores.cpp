#include "sync_stores.h"

#include "adapters/sql/connector_space.h"
#include "adapters/sql/metaverse.h"
#include "adapters/sql/sync_database.h"
#include "adapters/sql/target_metaverse.h"
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

// Beside two others that are told of the same people, and of whom nothing may be seen.
class FurtherStores final : public SyncStores {
public:
    FurtherStores() {
        for (core::Metaverse* other :
             {static_cast<core::Metaverse*>(&tenants_), static_cast<core::Metaverse*>(&other_)}) {
            core::MetaverseEntry entry;
            entry.anchor = anchor(2);
            entry.exported = {
                .tenant_id = "id-2", .refusal = "no", .next_attempt = core::kAtOnce, .removal_held = true};
            EXPECT_TRUE(other->put(entry));
            EXPECT_TRUE(other->set_told_members(anchor(2), {{core::GroupMember::Kind::person, "id-9"}}));
            EXPECT_TRUE(other->count_removals(base::from_seconds(1'795'372'800), 50));
            EXPECT_TRUE(other->set_note("revision", "another's"));
        }
    }
    core::ConnectorSpace& space() override { return space_; }
    core::Metaverse& metaverse() override { return metaverse_; }
    core::UnitOfWork& work() override { return *opened_.database; }

private:
    tilbage::testing::TempDir folder_;
    adapters::sql::SyncDatabase opened_ =
        adapters::sql::open_sync_database(folder_.path() / "sync.db", base::from_seconds(1'795'372'800)).value();
    adapters::sql::SqlConnectorSpace space_{*opened_.database};
    adapters::sql::SqlMetaverse tenants_{*opened_.database};
    adapters::sql::SqlTargetMetaverse other_{*opened_.database, 1};
    adapters::sql::SqlTargetMetaverse metaverse_{*opened_.database, 2};
};

}  // namespace

std::unique_ptr<SyncStores> memory_sync_stores() { return std::make_unique<MemoryStores>(); }
std::unique_ptr<SyncStores> sql_sync_stores() { return std::make_unique<SqlStores>(); }
std::unique_ptr<SyncStores> further_sync_stores() { return std::make_unique<FurtherStores>(); }

}  // namespace tilbage::contract
