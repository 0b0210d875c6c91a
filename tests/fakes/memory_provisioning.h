// What provisioning asks beside people, in memory over the people in memory. One thread.
#pragma once

#include <algorithm>
#include <map>

#include "base/unicode.h"
#include "core/identity/proxy_address.h"
#include "core/ports/deleted_people.h"
#include "core/ports/provisioning_revision.h"
#include "core/ports/provisioning_store.h"
#include "core/ports/synchronization_settings.h"
#include "fakes/memory_identity.h"

namespace tilbage::fakes {

class MemoryDeletedPeople final : public core::DeletedPeople {
public:
    explicit MemoryDeletedPeople(MemoryPersonStore& people) : people_(people) {}
    std::map<core::PersonId, core::DeletedPerson> deleted;

    base::Result<bool> remove_person(const core::TenantId& tenant, const core::PersonId& id,
                                     base::TimePoint now) override {
        const auto found = people_.find(tenant, id);
        if (!found) return base::fail(found.error());
        if (!*found) return false;
        deleted[id] = {**found, now, now};
        return people_.remove(tenant, id);
    }
    base::Result<std::optional<core::DeletedPerson>> find(const core::TenantId& tenant,
                                                          const core::PersonId& id) override {
        const auto found = deleted.find(id);
        if (found == deleted.end() || found->second.person.tenant_id != tenant) return std::nullopt;
        return found->second;
    }
    base::Result<std::vector<core::DeletedPerson>> list(const core::TenantId& tenant,
                                                        const std::optional<core::DeletedPosition>&,
                                                        int count) override {
        std::vector<core::DeletedPerson> people;
        for (const auto& [id, one] : deleted)
            if (one.person.tenant_id == tenant && static_cast<int>(people.size()) < count) people.push_back(one);
        return people;
    }
    base::Result<std::int64_t> count(const core::TenantId& tenant) override {
        return std::ranges::count_if(deleted, [&](const auto& one) { return one.second.person.tenant_id == tenant; });
    }
    base::Result<bool> forget(const core::TenantId& tenant, const core::PersonId& id) override {
        return std::erase_if(deleted, [&](const auto& one) {
                   return one.first == id && one.second.person.tenant_id == tenant;
               }) > 0;
    }
    base::Result<std::int64_t> purge(base::TimePoint before) override {
        return static_cast<std::int64_t>(
            std::erase_if(deleted, [&](const auto& one) { return one.second.deleted_at < before; }));
    }

private:
    MemoryPersonStore& people_;
};

// Looks at everybody each time.
class MemoryProvisioningStore final : public core::ProvisioningStore, public core::ProvisioningRevision {
public:
    MemoryProvisioningStore(MemoryPersonStore& people, MemoryDeletedPeople& deleted)
        : people_(people), deleted_(deleted) {}
    std::map<std::string, std::string> administrators;  // user name → id
    std::map<core::TenantId, std::int64_t> revisions;

    base::Result<core::MatchCandidates> match(const core::TenantId& tenant, const core::MatchKeys& keys) override {
        if (people_.broken) return store_failure();
        core::MatchCandidates found;
        for (const auto& [id, person] : people_.people) {
            if (person.tenant_id != tenant) continue;
            if (person.anchor == keys.anchor) found.by_anchor = id;
            if (person.anchor != core::SourceAnchor()) continue;
            if (person.external_id == keys.anchor.str()) found.own_by_anchor.push_back(id);
            if (same(person.user_name, keys.user_name)) found.own_by_name = id;
            if (!keys.primary_address.empty() && same(person.work_mail, keys.primary_address))
                found.own_by_mail.push_back(id);
        }
        for (const auto& [id, one] : deleted_.deleted)
            if (one.person.tenant_id == tenant && one.person.anchor == keys.anchor &&
                one.deleted_at > keys.deleted_since)
                found.deleted = id;
        return found;
    }
    base::Result<std::optional<std::string>> holder_of(const core::TenantId& tenant, Property property,
                                                       const std::string& value,
                                                       const core::PersonId& except) override {
        if (people_.broken) return store_failure();
        for (const auto& [id, person] : people_.people)
            if (person.tenant_id == tenant && id != except && has(person, property, value)) return id.str();
        for (const auto& [name, id] : administrators)
            if (same(name, value)) return id;
        return std::nullopt;
    }
    base::Result<std::vector<core::PersonId>> waiting(const core::TenantId& tenant, Property property,
                                                      const std::string& value) override {
        return waiting_if(tenant, [&](const core::ProvisioningError& error) {
            return error.property == property && same(std::string(core::address_of(error.value)), value);
        });
    }
    base::Result<std::vector<core::PersonId>> all_waiting(const core::TenantId& tenant) override {
        return waiting_if(tenant, [](const core::ProvisioningError&) { return true; });
    }
    base::Result<void> count_up(const core::TenantId& tenant) override {
        ++revisions[tenant];
        return {};
    }
    base::Result<std::int64_t> revision(const core::TenantId& tenant) override { return revisions[tenant]; }

private:
    static bool same(const std::string& a, const std::string& b) { return base::fold_case(a) == base::fold_case(b); }
    static bool has(const core::Person& person, Property property, const std::string& value) {
        if (property == Property::user_principal_name) return same(person.user_name, value);
        return std::ranges::any_of(person.on_premises.proxy_addresses, [&](const std::string& proxy) {
            return same(std::string(core::address_of(proxy)), value);
        });
    }
    template <class F>
    base::Result<std::vector<core::PersonId>> waiting_if(const core::TenantId& tenant, F matches) {
        if (people_.broken) return store_failure();
        std::vector<std::pair<base::TimePoint, core::PersonId>> found;
        for (const auto& [id, person] : people_.people) {
            if (person.tenant_id != tenant) continue;
            const auto error = std::ranges::find_if(person.provisioning_errors, matches);
            if (error != person.provisioning_errors.end()) found.emplace_back(error->occurred_at, id);
        }
        std::ranges::sort(found);
        std::vector<core::PersonId> ids;
        for (auto& [at, id] : found) ids.push_back(std::move(id));
        return ids;
    }
    MemoryPersonStore& people_;
    MemoryDeletedPeople& deleted_;
};

class MemorySynchronizationSettings final : public core::SynchronizationSettingsStore {
public:
    core::SynchronizationSettings settings;

    base::Result<core::SynchronizationSettings> read(const core::TenantId&) override { return settings; }
    base::Result<void> write(const core::TenantId&, const core::SynchronizationSettings& written) override {
        settings = written;
        return {};
    }
};

}  // namespace tilbage::fakes
