// The stores of people's sign-in to applications, in memory. One thread.
#pragma once

#include <algorithm>
#include <map>

#include "core/ports/application_grant_store.h"
#include "core/ports/application_sign_in_store.h"
#include "core/ports/application_store.h"
#include "core/ports/signing_key_store.h"

namespace tilbage::fakes {

class MemoryApplicationStore final : public core::ApplicationStore {
public:
    std::map<core::ApplicationId, core::Application> applications;
    std::vector<core::ApplicationSecret> secrets;

    base::Result<void> add(const core::Application& one) override {
        applications[one.id] = one;
        return {};
    }
    base::Result<std::optional<core::Application>> find(const core::TenantId& tenant,
                                                        const core::ApplicationId& id) override {
        const auto found = applications.find(id);
        if (found == applications.end() || found->second.tenant_id != tenant) return std::nullopt;
        return found->second;
    }
    base::Result<std::vector<core::Application>> list(const core::TenantId& tenant) override {
        std::vector<core::Application> all;
        for (const auto& [id, one] : applications)
            if (one.tenant_id == tenant) all.push_back(one);
        return all;
    }
    base::Result<bool> change(const core::Application& one) override {
        auto& stored = applications[one.id];
        if (stored.version != one.version) return false;
        stored = one;
        ++stored.version;
        return true;
    }
    base::Result<bool> remove(const core::TenantId&, const core::ApplicationId& id) override {
        return applications.erase(id) == 1;
    }
    base::Result<void> add_secret(const core::ApplicationSecret& secret) override {
        secrets.push_back(secret);
        return {};
    }
    base::Result<std::vector<core::ApplicationSecret>> secrets_of(const core::ApplicationId& id) override {
        std::vector<core::ApplicationSecret> theirs;
        for (const auto& one : secrets)
            if (one.application == id) theirs.push_back(one);
        return theirs;
    }
    base::Result<bool> remove_secret(const core::ApplicationId& id, const std::string& secret) override {
        return std::erase_if(secrets, [&](const auto& one) { return one.application == id && one.id == secret; }) == 1;
    }
};

class MemoryApplicationSignInStore final : public core::ApplicationSignInStore {
public:
    std::map<crypto::Digest, core::ApplicationSignIn> sign_ins;
    std::map<crypto::Digest, core::ApplicationSignOut> sign_outs;

    base::Result<void> add(const core::ApplicationSignIn& one) override {
        sign_ins[one.flow] = one;
        return {};
    }
    base::Result<std::optional<core::ApplicationSignIn>> find(const crypto::Digest& flow,
                                                              base::TimePoint now) override {
        const auto found = sign_ins.find(flow);
        if (found == sign_ins.end() || found->second.expires_at <= now) return std::nullopt;
        return found->second;
    }
    base::Result<bool> remove(const crypto::Digest& flow) override { return sign_ins.erase(flow) == 1; }
    base::Result<void> add_sign_out(const core::ApplicationSignOut& one) override {
        sign_outs[one.flow] = one;
        return {};
    }
    base::Result<std::optional<core::ApplicationSignOut>> find_sign_out(const crypto::Digest& flow,
                                                                        base::TimePoint now) override {
        const auto found = sign_outs.find(flow);
        if (found == sign_outs.end() || found->second.expires_at <= now) return std::nullopt;
        return found->second;
    }
    base::Result<bool> remove_sign_out(const crypto::Digest& flow) override { return sign_outs.erase(flow) == 1; }
    base::Result<void> purge(base::TimePoint) override { return {}; }
};

class MemoryApplicationGrantStore final : public core::ApplicationGrantStore {
public:
    struct Kept {
        core::GrantToken token;
        bool used = false;
    };
    std::map<std::string, core::ApplicationGrant> grants;
    std::map<crypto::Digest, Kept> tokens;

    base::Result<void> add(const core::ApplicationGrant& one) override {
        grants[one.id] = one;
        return {};
    }
    base::Result<void> add_token(const core::GrantToken& one) override {
        tokens[one.token] = {one, false};
        return {};
    }
    base::Result<std::optional<core::PresentedToken>> use(const crypto::Digest& token,
                                                          core::GrantTokenKind kind) override {
        auto found = find(token, kind);
        if (found && *found) tokens[token].used = true;
        return found;
    }
    base::Result<std::optional<core::PresentedToken>> find(const crypto::Digest& token,
                                                           core::GrantTokenKind kind) override {
        const auto found = tokens.find(token);
        if (found == tokens.end() || found->second.token.kind != kind) return std::nullopt;
        const auto& kept = found->second;
        return core::PresentedToken{grants.at(kept.token.grant), kept.token.expires_at, kept.used};
    }
    base::Result<void> end(const std::string& grant) override {
        std::erase_if(tokens, [&](const auto& one) { return one.second.token.grant == grant; });
        grants.erase(grant);
        return {};
    }
    base::Result<std::vector<core::HeldAccess>> held_of(const core::PersonId& person, base::TimePoint now) override {
        std::vector<core::HeldAccess> held;
        for (const auto& [id, grant] : grants) {
            const bool lasts = std::ranges::any_of(tokens, [&, &wanted = id](const auto& one) {
                const auto& kept = one.second;
                return kept.token.grant == wanted && kept.token.kind == core::GrantTokenKind::refresh && !kept.used &&
                       kept.token.expires_at > now;
            });
            if (grant.person != person || grant.expires_at <= now || !lasts) continue;
            const auto known = std::ranges::find(held, grant.application, &core::HeldAccess::application);
            if (known == held.end()) {
                held.push_back({grant.application, grant.signed_in_at});
            } else {
                known->signed_in_at = std::max(known->signed_in_at, grant.signed_in_at);
            }
        }
        std::ranges::sort(held, [](const auto& one, const auto& other) {
            return std::tie(other.signed_in_at, one.application) < std::tie(one.signed_in_at, other.application);
        });
        return held;
    }
    base::Result<std::int64_t> end_of_application(const core::PersonId& person,
                                                  const core::ApplicationId& application) override {
        return end_where([&](const auto& one) { return one.person == person && one.application == application; });
    }
    base::Result<std::int64_t> end_of_session(const core::PersonId& person, const std::string& session_id) override {
        return end_where([&](const auto& one) { return one.person == person && one.session_id == session_id; });
    }
    base::Result<void> purge(base::TimePoint) override { return {}; }

private:
    template <class Condition>
    std::int64_t end_where(const Condition& condition) {
        std::vector<std::string> ended;
        for (const auto& [id, grant] : grants)
            if (condition(grant)) ended.push_back(id);
        for (const auto& id : ended) (void)end(id);
        return static_cast<std::int64_t>(ended.size());
    }
};

class MemorySigningKeyStore final : public core::SigningKeyStore {
public:
    std::vector<core::SigningKey> keys;

    base::Result<std::vector<core::SigningKey>> list(const core::TenantId& tenant) override {
        std::vector<core::SigningKey> theirs;
        for (const auto& one : keys)
            if (one.tenant_id == tenant) theirs.push_back(one);
        return theirs;
    }
    base::Result<void> add(const core::SigningKey& key) override {
        keys.push_back(key);
        return {};
    }
    base::Result<void> remove(const std::string& kid) override {
        std::erase_if(keys, [&](const auto& one) { return one.kid == kid; });
        return {};
    }
};

}  // namespace tilbage::fakes
