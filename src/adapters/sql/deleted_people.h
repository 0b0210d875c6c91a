// Deleted people (core/ports/deleted_people.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/deleted_people.h"

namespace tilbage::adapters::sql {

class SqlDeletedPeople final : public core::DeletedPeople {
public:
    explicit SqlDeletedPeople(Database& database) : database_(database) {}
    base::Result<bool> remove_person(const core::TenantId& tenant, const core::PersonId& id,
                                     base::TimePoint now) override;
    base::Result<std::optional<core::DeletedPerson>> find(const core::TenantId& tenant,
                                                          const core::PersonId& id) override;
    base::Result<std::vector<core::DeletedPerson>> list(const core::TenantId& tenant,
                                                        const std::optional<core::DeletedPosition>& after,
                                                        int count) override;
    base::Result<std::int64_t> count(const core::TenantId& tenant) override;
    base::Result<bool> forget(const core::TenantId& tenant, const core::PersonId& id) override;
    base::Result<std::int64_t> purge(base::TimePoint deleted_before) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
