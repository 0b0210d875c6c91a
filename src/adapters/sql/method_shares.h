// How many of a tenant's people have each kind of method (core/ports/method_shares.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/method_shares.h"

namespace tilbage::adapters::sql {

class SqlMethodShares final : public core::MethodShareStore {
public:
    explicit SqlMethodShares(Database& database) : database_(database) {}
    base::Result<core::MethodShares> count(const core::TenantId& tenant) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
