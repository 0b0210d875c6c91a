// core::GroupStore on SQL.
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/group_store.h"

namespace tilbage::adapters::sql {

class SqlGroupStore final : public core::GroupStore {
public:
    explicit SqlGroupStore(Database& database) : database_(database) {}

    base::Result<std::optional<core::Group>> find(const core::TenantId& tenant, const core::GroupId& id) override;
    base::Result<std::optional<core::Group>> find_by_anchor(const core::TenantId& tenant,
                                                            const core::SourceAnchor& anchor) override;
    base::Result<core::GroupPage> list(const core::TenantId& tenant, std::int64_t start, std::int64_t count) override;
    base::Result<core::GroupsFound> search(const core::TenantId& tenant, const core::GroupQuery& query) override;
    base::Result<std::int64_t> count(const core::TenantId& tenant) override;
    base::Result<core::MemberPage> members(const core::TenantId& tenant, const core::GroupId& id,
                                           const std::optional<core::GroupMember>& after, std::int64_t count) override;
    base::Result<std::vector<core::Group>> groups_of(const core::TenantId& tenant, const core::GroupMember& member,
                                                     bool nested) override;
    base::Result<void> put(const core::Group& group, base::TimePoint now) override;
    base::Result<bool> remove(const core::TenantId& tenant, const core::GroupId& id) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
