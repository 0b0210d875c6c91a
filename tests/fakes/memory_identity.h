// Tenants, people and agents in memory, by the same rules as the stores on disk. One thread. `broken` makes every call
// fail.
#pragma once

#include <algorithm>
#include <map>
#include <set>

#include "base/unicode.h"
#include "core/ports/agent_store.h"
#include "core/ports/person_store.h"

namespace tilbage::fakes {

inline tl::unexpected<base::Error> store_failure() {
    return base::fail(base::ErrorCode::unavailable, "the fake store is broken");
}

class MemoryTenantStore final : public core::TenantStore {
public:
    bool broken = false;
    std::vector<core::Tenant> tenants;

    base::Result<void> add(const core::Tenant& tenant, base::TimePoint) override {
        if (broken) return store_failure();
        if (first([&](const auto& known) { return known.id == tenant.id || same(known.domain, tenant.domain); }))
            return base::fail(base::ErrorCode::conflict, "the tenant is there already");
        tenants.push_back(tenant);
        return {};
    }
    base::Result<std::optional<core::Tenant>> find(const core::TenantId& id) override {
        if (broken) return store_failure();
        return first([&](const auto& tenant) { return tenant.id == id; });
    }
    base::Result<std::optional<core::Tenant>> find_by_domain(const std::string& domain) override {
        if (broken) return store_failure();
        return first([&](const auto& tenant) { return same(tenant.domain, domain); });
    }
    base::Result<std::vector<core::Tenant>> all() override {
        if (broken) return store_failure();
        return tenants;
    }

private:
    static bool same(const std::string& a, const std::string& b) { return base::fold_case(a) == base::fold_case(b); }
    template <class F>
    std::optional<core::Tenant> first(F matches) const {
        const auto found = std::ranges::find_if(tenants, matches);
        return found == tenants.end() ? std::nullopt : std::optional(*found);
    }
};

class MemoryPersonStore final : public core::PersonStore {
public:
    bool broken = false;
    std::map<core::PersonId, core::Person> people;

    base::Result<std::optional<core::Person>> find_by_user_id(const core::TenantId& tenant,
                                                              const core::UserId& user_id) override {
        return only_one(tenant, [&](const core::Person& person) { return means(user_id, person); });
    }
    base::Result<std::optional<core::Person>> find(const core::TenantId& tenant, const core::PersonId& id) override {
        return only_one(tenant, [&](const core::Person& person) { return person.id == id; });
    }
    base::Result<core::PersonPage> list(const core::TenantId& tenant, std::int64_t start, std::int64_t count) override {
        if (broken) return store_failure();
        core::PersonPage page;
        for (const auto& [id, person] : people) {
            if (person.tenant_id != tenant) continue;
            ++page.total;
            if (page.total >= start && page.total < start + count) page.people.push_back(person);
        }
        return page;
    }
    base::Result<std::optional<core::Person>> find_by_anchor(const core::TenantId& tenant,
                                                             const core::SourceAnchor& anchor) override {
        return only_one(tenant, [&](const core::Person& person) { return person.anchor == anchor; });
    }
    base::Result<std::optional<core::Person>> find_by_user_name(const core::TenantId& tenant,
                                                                const std::string& user_name) override {
        return only_one(tenant, [&](const core::Person& person) { return same(person.user_name, user_name); });
    }
    base::Result<std::vector<core::Person>> find_by_external_id(const core::TenantId& tenant,
                                                                const std::string& external_id) override {
        return all_of(tenant, [&](const core::Person& person) {
            return (person.anchor == core::SourceAnchor() ? person.external_id : person.anchor.str()) == external_id;
        });
    }
    base::Result<std::vector<core::Person>> find_by_mail(const core::TenantId& tenant,
                                                         const std::string& address) override {
        return all_of(tenant, [&](const core::Person& person) {
            return same(person.work_mail, address) ||
                   std::ranges::any_of(person.alternate_mails, [&](const auto& mail) { return same(mail, address); });
        });
    }
    base::Result<void> put(const core::Person& person, base::TimePoint) override {
        if (broken) return store_failure();
        for (const auto& [id, other] : people)
            if (id != person.id && other.tenant_id == person.tenant_id &&
                ((person.anchor != core::SourceAnchor() && other.anchor == person.anchor) ||
                 same(other.user_name, person.user_name)))
                return base::fail(base::ErrorCode::conflict, "another person has it");
        people[person.id] = person;
        return {};
    }
    base::Result<bool> remove(const core::TenantId& tenant, const core::PersonId& id) override {
        if (broken) return store_failure();
        return std::erase_if(people,
                             [&](const auto& one) { return one.first == id && one.second.tenant_id == tenant; }) > 0;
    }

private:
    static bool same(const std::string& a, const std::string& b) { return base::fold_case(a) == base::fold_case(b); }
    static bool means(const core::UserId& user_id, const core::Person& person) {
        switch (user_id.form) {
            case core::UserId::Form::address:
                return base::fold_case(person.user_name) == user_id.name ||
                       base::fold_case(person.work_mail) == user_id.name;
            case core::UserId::Form::down_level:
                return base::fold_case(person.sam_account_name) == user_id.name &&
                       base::fold_case(person.netbios_domain) == user_id.domain;
            case core::UserId::Form::bare:
                return base::fold_case(person.sam_account_name) == user_id.name;
        }
        return false;
    }
    template <class F>
    base::Result<std::vector<core::Person>> all_of(const core::TenantId& tenant, F matches) {
        if (broken) return store_failure();
        std::vector<core::Person> found;
        for (const auto& [id, person] : people)
            if (person.tenant_id == tenant && matches(person)) found.push_back(person);
        return found;
    }
    template <class F>
    base::Result<std::optional<core::Person>> only_one(const core::TenantId& tenant, F matches) {
        if (broken) return store_failure();
        std::optional<core::Person> found;
        for (const auto& [id, person] : people) {
            if (person.tenant_id != tenant || !matches(person)) continue;
            if (found) return std::nullopt;
            found = person;
        }
        return found;
    }
};

class MemoryAgentStore final : public core::AgentStore {
public:
    bool broken = false;
    std::map<core::AgentId, core::Agent> agents;

    base::Result<void> add_enrolment_code(const core::TenantId& tenant, const crypto::Digest& code,
                                          base::TimePoint expires_at) override {
        if (broken) return store_failure();
        codes_[code] = {tenant, expires_at};
        return {};
    }
    base::Result<core::Agent> enrol(const crypto::Digest& code, core::Agent agent, base::TimePoint now) override {
        if (broken) return store_failure();
        const auto found = codes_.find(code);
        if (found == codes_.end() || found->second.expires_at <= now)
            return base::fail(base::ErrorCode::not_found, "no such code");
        agent.tenant_id = found->second.tenant;
        codes_.erase(found);
        return agents[agent.id] = agent;
    }
    base::Result<void> add(const core::Agent& agent, base::TimePoint now) override {
        if (broken) return store_failure();
        agents[agent.id] = agent;
        agents[agent.id].created_at = now;
        return {};
    }
    base::Result<std::vector<core::Agent>> list(const core::TenantId& tenant) override {
        if (broken) return store_failure();
        std::vector<core::Agent> found;
        for (const auto& [id, agent] : agents) {
            if (agent.tenant_id == tenant) found.push_back(agent);
        }
        return found;
    }
    base::Result<bool> remove(const core::TenantId& tenant, const core::AgentId& id) override {
        if (broken) return store_failure();
        std::erase_if(tokens_, [&](const auto& one) { return one.second.agent == id; });
        return std::erase_if(agents,
                             [&](const auto& one) { return one.first == id && one.second.tenant_id == tenant; }) > 0;
    }
    base::Result<std::optional<core::Agent>> find(const core::AgentId& id) override {
        if (broken) return store_failure();
        const auto found = agents.find(id);
        return found == agents.end() ? std::nullopt : std::optional(found->second);
    }
    base::Result<bool> use_assertion(const core::AgentId& agent, const std::string& jti, base::TimePoint) override {
        if (broken) return store_failure();
        return used_.insert({agent, jti}).second;
    }
    base::Result<void> add_token(const core::AgentId& agent, const crypto::Digest& token,
                                 base::TimePoint expires_at) override {
        if (broken) return store_failure();
        tokens_[token] = {agent, expires_at};
        return {};
    }
    base::Result<std::optional<core::Agent>> find_by_token(const crypto::Digest& token, base::TimePoint now) override {
        if (broken) return store_failure();
        const auto found = tokens_.find(token);
        if (found == tokens_.end() || found->second.expires_at <= now) return std::nullopt;
        return find(found->second.agent);
    }
    base::Result<void> purge(base::TimePoint now) override {
        if (broken) return store_failure();
        std::erase_if(codes_, [&](const auto& one) { return one.second.expires_at <= now; });
        std::erase_if(tokens_, [&](const auto& one) { return one.second.expires_at <= now; });
        return {};
    }

private:
    struct Code {
        core::TenantId tenant;
        base::TimePoint expires_at;
    };
    struct Token {
        core::AgentId agent;
        base::TimePoint expires_at;
    };
    std::map<crypto::Digest, Code> codes_;
    std::map<crypto::Digest, Token> tokens_;
    std::set<std::pair<core::AgentId, std::string>> used_;
};

}  // namespace tilbage::fakes
