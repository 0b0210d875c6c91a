#include "connect/state/key_store.h"

#include <algorithm>
#include <charconv>
#include <fmt/core.h>

#include "connect/state/atomic_file.h"

namespace tilbage::connect {
namespace {

constexpr std::string_view kSigningKey = "signing-key.pem";
constexpr std::string_view kSealingPrefix = "sealing-key-";
constexpr std::string_view kSealingSuffix = ".pem";

base::Result<crypto::EcKey> read_key(const std::filesystem::path& path) {
    auto text = read_file(path);
    if (!text) return base::fail(text.error());
    const auto pem = base::SecretBytes::copy_of(std::string_view(*text));
    base::wipe(text->data(), text->size());
    auto key = crypto::EcKey::from_pem(pem);
    if (!key || !key->is_private()) {
        return base::fail(base::ErrorCode::corrupt, fmt::format("{}: not a private key on P-256", path.string()));
    }
    return key;
}

base::Result<void> write_key(const std::filesystem::path& path, const crypto::EcKey& key) {
    const auto pem = key.to_pem();
    if (!pem) return base::fail(pem.error());
    return write_file(path, pem->open_text(), Sync::yes);
}

// From `sealing-key-1795372800.pem`.
std::optional<base::TimePoint> time_in_name(std::string_view name) {
    if (!name.starts_with(kSealingPrefix) || !name.ends_with(kSealingSuffix)) return std::nullopt;
    name.remove_prefix(kSealingPrefix.size());
    name.remove_suffix(kSealingSuffix.size());
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), seconds);
    if (error != std::errc() || end != name.data() + name.size()) return std::nullopt;
    return base::from_seconds(seconds);
}

}  // namespace

base::Result<void> KeyStore::save_signing_key(const std::filesystem::path& state_dir, const crypto::EcKey& key) {
    return write_key(state_dir / kSigningKey, key);
}

base::Result<std::unique_ptr<KeyStore>> KeyStore::open(std::filesystem::path state_dir, const base::Clock& clock) {
    auto signing_key = read_key(state_dir / kSigningKey);
    if (!signing_key) return base::fail(signing_key.error());
    std::unique_ptr<KeyStore> store(new KeyStore(std::move(state_dir), std::move(*signing_key), clock));
    if (auto loaded = store->load(); !loaded) return base::fail(loaded.error());
    if (auto rolled = store->roll_when_due(); !rolled) return base::fail(rolled.error());
    return store;
}

base::Result<void> KeyStore::load() {
    Keys keys;
    std::error_code error;
    for (const auto& file : std::filesystem::directory_iterator(state_dir_, error)) {
        const auto made_at = time_in_name(file.path().filename().string());
        if (!made_at) continue;
        auto key = read_key(file.path());
        if (!key) return base::fail(key.error());
        keys.push_back({*made_at, file.path(), std::move(*key)});
    }
    if (error) {
        return base::fail(base::ErrorCode::unavailable, fmt::format("{}: {}", state_dir_.string(), error.message()));
    }
    std::ranges::sort(keys, {}, &SealingKey::made_at);
    keys_.with([&](Keys& all) { all = std::move(keys); });
    return {};
}

base::Result<void> KeyStore::make_key(Keys& keys) {
    auto key = crypto::EcKey::generate();
    if (!key) return base::fail(key.error());
    auto made_at = base::from_seconds(base::to_seconds(clock_.now()));
    // Each has a file of its own, in the order in which they were made.
    if (!keys.empty()) made_at = std::max(made_at, keys.back().made_at + std::chrono::seconds(1));
    const auto file = state_dir_ / fmt::format("{}{}{}", kSealingPrefix, base::to_seconds(made_at), kSealingSuffix);
    if (auto written = write_key(file, *key); !written) return written;
    keys.push_back({made_at, file, std::move(*key)});
    return {};
}

void KeyStore::destroy_spent(Keys& keys) const {
    std::size_t spent = 0;
    while (spent < keys.size() && !opens(keys, spent)) destroy_file(keys[spent++].file);
    keys.erase(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(spent));
}

bool KeyStore::opens(const Keys& keys, std::size_t index) const {
    return index + 1 == keys.size() || clock_.now() < keys[index + 1].made_at + kOldKeyOpensFor;
}

base::Result<void> KeyStore::roll_now() {
    return keys_.with([&](Keys& keys) -> base::Result<void> {
        destroy_spent(keys);
        if (keys.size() >= kMostSealingKeys) {
            return base::fail(base::ErrorCode::conflict, "new sealing keys are asked for too often");
        }
        return make_key(keys);
    });
}

base::Result<bool> KeyStore::roll_when_due() {
    return keys_.with([&](Keys& keys) -> base::Result<bool> {
        const bool due = keys.empty() || clock_.now() >= keys.back().made_at + kSealingKeyLifetime;
        if (due) {
            if (auto made = make_key(keys); !made) return base::fail(made.error());
        }
        destroy_spent(keys);
        return due;
    });
}

std::optional<crypto::EcKey> KeyStore::find(std::string_view kid) const {
    return keys_.with([&](const Keys& keys) -> std::optional<crypto::EcKey> {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (opens(keys, i) && keys[i].key.jwk().thumbprint() == kid) return keys[i].key;
        }
        return std::nullopt;
    });
}

crypto::EcKey KeyStore::sealing_key() const {
    return keys_.with([](const Keys& keys) { return keys.back().key; });
}

}  // namespace tilbage::connect
