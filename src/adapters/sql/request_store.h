// Requests (core/ports/request_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/request_store.h"

namespace tilbage::adapters::sql {

class SqlRequestStore final : public core::RequestStore {
public:
    explicit SqlRequestStore(Database& database) : database_(database) {}
    base::Result<void> add(const core::StoredRequest& request) override;
    base::Result<std::optional<core::StoredRequest>> find(const core::RequestId& id) override;
    base::Result<bool> accept(const core::RequestId& id, base::TimePoint deadline,
                              std::vector<core::SealedFor> sealed) override;
    base::Result<bool> mark_sent(const core::RequestId& id, const core::AgentId& agent, base::TimePoint now) override;
    base::Result<bool> complete(const core::RequestId& id, const core::Outcome& outcome, bool only_if_unsent) override;
    base::Result<std::vector<core::StoredRequest>> open_requests(const core::TenantId& tenant,
                                                                 base::TimePoint now) override;
    // Afterwards Database::empty_wal() takes what was wiped out of the WAL too.
    base::Result<std::optional<core::StoredRequest>> last_completed(const core::TenantId& tenant,
                                                                    const core::PersonId& person) override;
    base::Result<void> purge(base::TimePoint now, base::TimePoint created_before) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
