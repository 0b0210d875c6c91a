// People (core/ports/person_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/person_store.h"

namespace tilbage::adapters::sql {

class SqlPersonStore final : public core::PersonStore {
public:
    explicit SqlPersonStore(Database& database) : database_(database) {}
    // Any form runs one statement over an index, whether it finds nobody, one or several.
    base::Result<std::optional<core::Person>> find_by_user_id(const core::TenantId& tenant,
                                                              const core::UserId& user_id) override;
    base::Result<std::optional<core::Person>> find(const core::TenantId& tenant, const core::PersonId& id) override;
    base::Result<core::PersonPage> list(const core::TenantId& tenant, std::int64_t start, std::int64_t count) override;
    base::Result<std::optional<core::Person>> find_by_anchor(const core::TenantId& tenant,
                                                             const core::SourceAnchor& anchor) override;
    base::Result<std::optional<core::Person>> find_by_user_name(const core::TenantId& tenant,
                                                                const std::string& user_name) override;
    base::Result<std::vector<core::Person>> find_by_external_id(const core::TenantId& tenant,
                                                                const std::string& external_id) override;
    base::Result<std::vector<core::Person>> find_by_mail(const core::TenantId& tenant,
                                                         const std::string& address) override;
    base::Result<void> put(const core::Person& person, base::TimePoint now) override;
    base::Result<bool> remove(const core::TenantId& tenant, const core::PersonId& id) override;

private:
    base::Result<std::optional<core::Person>> only_one(std::string_view sql, const std::vector<Value>& parameters);
    base::Result<std::vector<core::Person>> all_of(std::string_view sql, const std::vector<Value>& parameters);
    Database& database_;
};

}  // namespace tilbage::adapters::sql
