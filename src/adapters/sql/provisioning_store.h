// What provisioning asks beside people (core/ports/provisioning_store.h), and its revision.
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/provisioning_revision.h"
#include "core/ports/provisioning_store.h"

namespace tilbage::adapters::sql {

class SqlProvisioningStore final : public core::ProvisioningStore, public core::ProvisioningRevision {
public:
    explicit SqlProvisioningStore(Database& database) : database_(database) {}
    // One statement over indexes, however many people there are.
    base::Result<core::MatchCandidates> match(const core::TenantId& tenant, const core::MatchKeys& keys) override;
    base::Result<std::optional<std::string>> holder_of(const core::TenantId& tenant, Property property,
                                                       const std::string& value, const core::PersonId& except) override;
    base::Result<std::vector<core::PersonId>> waiting(const core::TenantId& tenant, Property property,
                                                      const std::string& value) override;
    base::Result<std::vector<core::PersonId>> all_waiting(const core::TenantId& tenant) override;
    base::Result<void> count_up(const core::TenantId& tenant) override;
    base::Result<std::int64_t> revision(const core::TenantId& tenant) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
