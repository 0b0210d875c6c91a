// The links by which people say "this was not me" (core/ports/change_link_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/change_link_store.h"

namespace tilbage::adapters::sql {

class SqlChangeLinkStore final : public core::ChangeLinkStore {
public:
    explicit SqlChangeLinkStore(Database& database) : database_(database) {}
    base::Result<void> add(const core::ChangeLink& link) override;
    base::Result<std::optional<core::ChangeLink>> take(const crypto::Digest& token, base::TimePoint now) override;
    base::Result<void> purge(base::TimePoint now) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
