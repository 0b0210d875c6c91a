#include "core/oidc/signing_keys.h"

#include "core/oidc/key_schedule.h"
#include "crypto/secret_box.h"

namespace tilbage::core {
namespace {

constexpr std::string_view kPurpose = "application signing key";

}  // namespace

base::Result<void> SigningKeys::make(const TenantId& tenant, base::TimePoint signs_from) {
    const auto made = crypto::RsaKey::generate();
    if (!made) return base::fail(made.error());
    const auto pem = made->to_pem();
    if (!pem) return base::fail(pem.error());
    SigningKey key;
    key.kid = made->public_key().thumbprint();
    key.tenant_id = tenant;
    key.public_key = made->public_key();
    key.signs_from = signs_from;
    auto sealed =
        crypto::seal_secret(ports_.account.key, kPurpose, tenant.str() + "\n" + key.kid, *pem, ports_.account.random);
    if (!sealed) return base::fail(sealed.error());
    key.sealed = std::move(*sealed);
    // Somebody else may have made one meanwhile.
    return ports_.account.unit_of_work.run([&]() -> base::Result<void> {
        const auto keys = ports_.keys.list(tenant);
        if (!keys) return base::fail(keys.error());
        if (!next_key_signs_from(*keys, ports_.account.clock.now())) return {};
        return ports_.keys.add(key);
    });
}

base::Result<std::vector<SigningKey>> SigningKeys::published(const TenantId& tenant) {
    auto keys = ports_.keys.list(tenant);
    if (!keys || !keys->empty()) return keys;
    if (const auto made = make(tenant, ports_.account.clock.now()); !made) return base::fail(made.error());
    return ports_.keys.list(tenant);
}

base::Result<crypto::RsaKey> SigningKeys::signer(const TenantId& tenant) {
    constexpr int kTries = 2;
    for (int tried = 0; tried < kTries; ++tried) {
        const auto keys = published(tenant);
        if (!keys) return base::fail(keys.error());
        const auto* const key = signing_key_at(*keys, ports_.account.clock.now());
        if (key == nullptr) return base::fail(base::ErrorCode::internal, "no key signs yet; look at the clock");
        const auto pem = crypto::open_secret(ports_.account.key, kPurpose, tenant.str() + "\n" + key->kid, key->sealed);
        if (pem) return crypto::RsaKey::from_pem(*pem);
        // None of them opens any more: they were sealed by the same file.
        for (const auto& one : *keys) {
            if (const auto removed = ports_.keys.remove(one.kid); !removed) return base::fail(removed.error());
        }
    }
    return base::fail(base::ErrorCode::internal, "a key that was just made does not open");
}

base::Result<void> SigningKeys::roll() {
    const auto tenants = ports_.account.tenants.all();
    if (!tenants) return base::fail(tenants.error());
    for (const auto& tenant : *tenants) {
        if (const auto rolled = roll_of(tenant.id); !rolled) return rolled;
    }
    return {};
}

base::Result<void> SigningKeys::roll_of(const TenantId& tenant) {
    const auto now = ports_.account.clock.now();
    const auto keys = ports_.keys.list(tenant);
    if (!keys) return base::fail(keys.error());
    if (keys->empty()) return {};  // no application has asked yet
    for (const auto& kid : outlived_keys(*keys, now)) {
        if (const auto removed = ports_.keys.remove(kid); !removed) return removed;
    }
    const auto signs_from = next_key_signs_from(*keys, now);
    return signs_from ? make(tenant, *signs_from) : base::Result<void>{};
}

}  // namespace tilbage::core
