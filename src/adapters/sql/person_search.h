// Lists and searches of people (core/ports/person_search.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/person_search.h"

namespace tilbage::adapters::sql {

class SqlPersonSearch final : public core::PersonSearch {
public:
    explicit SqlPersonSearch(Database& database) : database_(database) {}
    // Walks the index of the order that is asked for; no page is slower than the first.
    base::Result<core::ListedPeople> list(const core::TenantId& tenant, const core::PersonQuery& query) override;
    base::Result<std::vector<core::PersonId>> find_by_phone(const core::TenantId& tenant, const std::string& digits,
                                                            int count) override;
    base::Result<std::optional<core::ListedPerson>> find(const core::TenantId& tenant,
                                                         const std::string& id_or_upn) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
