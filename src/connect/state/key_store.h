// The agent's private keys in its state folder: `signing-key.pem`, which proves who it is, and
// `sealing-key-<seconds>.pem`, which open what is sealed to it. The number is when the key was made; the newest is the
// one that is told to the tenant.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/clock.h"
#include "base/guarded.h"
#include "base/result.h"
#include "core/ports/sealing_keys.h"
#include "crypto/ec_key.h"

namespace tilbage::connect {

constexpr std::chrono::hours kSealingKeyLifetime{180 * 24};
// An older key opens for this long what was sealed before the roll.
constexpr std::chrono::minutes kOldKeyOpensFor{5};

constexpr std::size_t kMostSealingKeys = 8;

// Any thread.
class KeyStore final : public core::SealingKeys {
public:
    // Makes a first sealing key when there is none; keys that have had their time are destroyed. not_found: no signing
    // key, the agent is not enrolled. corrupt: a key that cannot be read.
    [[nodiscard]] static base::Result<std::unique_ptr<KeyStore>> open(std::filesystem::path state_dir,
                                                                      const base::Clock& clock);
    [[nodiscard]] static base::Result<void> save_signing_key(const std::filesystem::path& state_dir,
                                                             const crypto::EcKey& key);

    [[nodiscard]] std::optional<crypto::EcKey> find(std::string_view kid) const override;
    [[nodiscard]] crypto::EcKey sealing_key() const;
    [[nodiscard]] const crypto::EcKey& signing_key() const noexcept { return signing_key_; }

    // Makes a new sealing key at once: the tenant must be told. The one before opens for kOldKeyOpensFor more.
    // conflict: it was asked for so often that kMostSealingKeys still open.
    [[nodiscard]] base::Result<void> roll_now();
    // Makes a new sealing key when the newest is old enough, and destroys those that have had their time. True: there
    // is a new one, and the tenant must be told. Call it every minute or so.
    [[nodiscard]] base::Result<bool> roll_when_due();

private:
    struct SealingKey {
        base::TimePoint made_at;
        std::filesystem::path file;
        crypto::EcKey key;
    };
    using Keys = std::vector<SealingKey>;  // newest last

    KeyStore(std::filesystem::path state_dir, crypto::EcKey signing_key, const base::Clock& clock)
        : state_dir_(std::move(state_dir)), signing_key_(std::move(signing_key)), clock_(clock) {}
    base::Result<void> load();
    base::Result<void> make_key(Keys& keys);
    // Whether the key at `index` still opens: the newest does, an older one for a while after the next was made.
    [[nodiscard]] bool opens(const Keys& keys, std::size_t index) const;
    void destroy_spent(Keys& keys) const;

    const std::filesystem::path state_dir_;
    const crypto::EcKey signing_key_;
    const base::Clock& clock_;
    base::Guarded<Keys> keys_;
};

}  // namespace tilbage::connect
