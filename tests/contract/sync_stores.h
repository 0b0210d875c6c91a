// The two stores of the synchronisation, as the suite sees them: in memory, in a sync.db, and there for a service
// beside the tenant.
#pragma once

#include <gtest/gtest.h>
#include <memory>
#include <string>

#include "core/ports/connector_space.h"
#include "core/ports/metaverse.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::contract {

class SyncStores {
public:
    virtual ~SyncStores() = default;
    virtual core::ConnectorSpace& space() = 0;
    virtual core::Metaverse& metaverse() = 0;
    virtual core::UnitOfWork& work() = 0;
};

[[nodiscard]] std::unique_ptr<SyncStores> memory_sync_stores();
[[nodiscard]] std::unique_ptr<SyncStores> sql_sync_stores();
[[nodiscard]] std::unique_ptr<SyncStores> further_sync_stores();

using MakeSyncStores = std::unique_ptr<SyncStores> (*)();

class SyncStoresTest : public ::testing::TestWithParam<MakeSyncStores> {
protected:
    SyncStoresTest() : stores_(GetParam()()) {}
    core::ConnectorSpace& space() { return stores_->space(); }
    core::Metaverse& metaverse() { return stores_->metaverse(); }
    core::UnitOfWork& work() { return stores_->work(); }

private:
    std::unique_ptr<SyncStores> stores_;
};

[[nodiscard]] inline core::ObjectGuid guid(std::uint8_t number) {
    core::ObjectGuid guid;
    guid.bytes.fill(number);
    return guid;
}

[[nodiscard]] inline core::SourceAnchor anchor(std::uint8_t number) {
    return core::SourceAnchor::from_guid(guid(number).bytes).value();
}

[[nodiscard]] inline std::string sync_stores_name(const ::testing::TestParamInfo<MakeSyncStores>& info) {
    return info.index == 0 ? "Memory" : info.index == 1 ? "Sql" : "SqlOfAFurtherTarget";
}

}  // namespace tilbage::contract
