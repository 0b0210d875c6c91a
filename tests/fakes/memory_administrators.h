// Administrators in memory. One thread. `broken` makes every call fail.
#pragma once

#include <vector>

#include "base/unicode.h"
#include "core/ports/administrator_store.h"
#include "fakes/memory_identity.h"

namespace tilbage::fakes {

class MemoryAdministrators final : public core::AdministratorStore {
public:
    bool broken = false;
    std::vector<core::ListedAdministrator> all;

    base::Result<void> add(const core::Administrator& administrator, const std::string&, base::TimePoint) override {
        if (broken) return store_failure();
        all.push_back({administrator, false});
        return {};
    }
    base::Result<std::optional<core::Administrator>> find(const core::AdministratorId& id) override {
        return first([&](const core::Administrator& one) { return one.id == id; });
    }
    base::Result<std::optional<core::Administrator>> find_by_user_name(const core::TenantId&,
                                                                       const std::string& user_name) override {
        const auto folded = base::fold_case(user_name);
        return first([&](const core::Administrator& one) { return base::fold_case(one.user_name) == folded; });
    }
    base::Result<std::vector<core::ListedAdministrator>> list(const core::TenantId&) override {
        if (broken) return store_failure();
        return all;
    }
    base::Result<void> set_roles(const core::AdministratorId& id, const std::vector<core::Role>& roles,
                                 base::TimePoint) override {
        if (broken) return store_failure();
        for (auto& one : all)
            if (one.administrator.id == id) one.administrator.roles = roles;
        return {};
    }
    base::Result<bool> remove(const core::AdministratorId& id) override {
        if (broken) return store_failure();
        return std::erase_if(all, [&](const auto& one) { return one.administrator.id == id; }) == 1;
    }

private:
    template <class F>
    base::Result<std::optional<core::Administrator>> first(F matches) const {
        if (broken) return store_failure();
        for (const auto& one : all)
            if (matches(one.administrator)) return one.administrator;
        return std::nullopt;
    }
};

}  // namespace tilbage::fakes
