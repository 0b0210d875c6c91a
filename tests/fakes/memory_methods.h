// What people have registered, in memory, by the same rules as the store on disk. One thread. `broken` makes every call
// fail.
#pragma once

#include <algorithm>
#include <map>
#include <vector>

#include "core/ports/authentication_method_store.h"
#include "fakes/memory_identity.h"

namespace tilbage::fakes {

class MemoryAuthenticationMethodStore final : public core::AuthenticationMethodStore {
public:
    bool broken = false;
    std::vector<core::AuthenticationMethod> methods;

    base::Result<std::vector<core::AuthenticationMethod>> list(const core::TenantId& tenant,
                                                               const core::PersonId& person) override {
        if (broken) return store_failure();
        std::vector<core::AuthenticationMethod> found;
        for (const auto& method : methods) {
            if (method.tenant_id == tenant && method.person_id == person) found.push_back(method);
        }
        return found;
    }
    base::Result<std::optional<core::AuthenticationMethod>> find(const core::TenantId& tenant,
                                                                 const std::string& id) override {
        if (broken) return store_failure();
        const auto* found = of(tenant, id);
        return found == nullptr ? std::nullopt : std::optional(*found);
    }
    base::Result<void> put(const core::AuthenticationMethod& method) override {
        if (broken) return store_failure();
        const auto* passkey = std::get_if<core::PasskeyMethod>(&method.data);
        const bool taken = passkey != nullptr && std::ranges::any_of(methods, [&](const auto& one) {
                               const auto* other = std::get_if<core::PasskeyMethod>(&one.data);
                               return other != nullptr && one.id != method.id && one.tenant_id == method.tenant_id &&
                                      other->credential_id == passkey->credential_id;
                           });
        if (taken) return base::fail(base::ErrorCode::conflict, "another passkey has this credential");
        if (auto* found = any(method.id)) {
            *found = method;
        } else {
            methods.push_back(method);
        }
        return {};
    }
    base::Result<bool> remove(const core::TenantId& tenant, const std::string& id) override {
        if (broken) return store_failure();
        return std::erase_if(methods, [&](const auto& one) { return one.tenant_id == tenant && one.id == id; }) > 0;
    }
    base::Result<void> remove_all_of(const core::TenantId& tenant, const core::PersonId& person) override {
        if (broken) return store_failure();
        std::erase_if(methods, [&](const auto& one) { return one.tenant_id == tenant && one.person_id == person; });
        return {};
    }
    base::Result<bool> set_locked(const core::TenantId& tenant, const std::string& id, bool locked) override {
        if (broken) return store_failure();
        auto* found = of(tenant, id);
        if (found == nullptr || found->locked == locked) return false;
        found->locked = locked;
        return true;
    }
    base::Result<void> set_used(const core::TenantId& tenant, const std::string& id, base::TimePoint at) override {
        if (broken) return store_failure();
        if (auto* found = of(tenant, id)) found->used_at = at;
        return {};
    }
    base::Result<bool> use_totp_step(const std::string& id, std::int64_t step) override {
        if (broken) return store_failure();
        auto* app = data_of<core::AuthenticatorAppMethod>(id);
        if (app == nullptr || app->last_step >= step) return false;
        app->last_step = step;
        return true;
    }
    base::Result<bool> use_recovery_code(const std::string& id, const crypto::Digest& code) override {
        if (broken) return store_failure();
        auto* codes = data_of<core::RecoveryCodesMethod>(id);
        return codes != nullptr && std::erase(codes->unused, code) > 0;
    }
    base::Result<bool> raise_sign_count(const std::string& id, std::uint32_t count) override {
        if (broken) return store_failure();
        auto* passkey = data_of<core::PasskeyMethod>(id);
        if (passkey == nullptr) return false;
        if (passkey->sign_count >= count && (count != 0 || passkey->sign_count != 0)) return false;
        passkey->sign_count = count;
        return true;
    }
    base::Result<bool> has_passkey(const core::TenantId& tenant, const base::Bytes& credential_id) override {
        if (broken) return store_failure();
        return std::ranges::any_of(methods, [&](const auto& one) {
            const auto* passkey = std::get_if<core::PasskeyMethod>(&one.data);
            return one.tenant_id == tenant && passkey != nullptr && passkey->credential_id == credential_id;
        });
    }
    base::Result<std::optional<base::TimePoint>> confirmed_at(const core::TenantId&,
                                                              const core::PersonId& person) override {
        if (broken) return store_failure();
        const auto found = confirmed_.find(person);
        return found == confirmed_.end() ? std::nullopt : std::optional(found->second);
    }
    base::Result<void> set_confirmed(const core::TenantId&, const core::PersonId& person, base::TimePoint at) override {
        if (broken) return store_failure();
        confirmed_[person] = at;
        return {};
    }
    base::Result<void> purge(base::TimePoint now) override {
        if (broken) return store_failure();
        std::erase_if(methods, [&](const auto& one) {
            const auto* issued = std::get_if<core::TemporaryAccessCodeMethod>(&one.data);
            return issued != nullptr && issued->expires_at <= now;
        });
        return {};
    }

private:
    core::AuthenticationMethod* any(const std::string& id) {
        const auto found = std::ranges::find(methods, id, &core::AuthenticationMethod::id);
        return found == methods.end() ? nullptr : &*found;
    }
    core::AuthenticationMethod* of(const core::TenantId& tenant, const std::string& id) {
        auto* found = any(id);
        return found != nullptr && found->tenant_id == tenant ? found : nullptr;
    }
    template <class Data>
    Data* data_of(const std::string& id) {
        auto* found = any(id);
        return found == nullptr ? nullptr : std::get_if<Data>(&found->data);
    }

    std::map<core::PersonId, base::TimePoint> confirmed_;
};

}  // namespace tilbage::fakes
