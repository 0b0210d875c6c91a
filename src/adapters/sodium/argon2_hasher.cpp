#include "adapters/sodium/argon2_hasher.h"

#include <array>
#include <sodium.h>

namespace tilbage::adapters::sodium {
namespace {

const char* text_of(const core::PasswordText& password) { return password.utf16le().open_text().data(); }

std::string random_text() {
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, bytes.size() * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    return hex.data();
}

}  // namespace

// One of the few that may run at once, given back when it goes.
class Argon2Hasher::Turn {
public:
    explicit Turn(Argon2Hasher& hasher) : hasher_(hasher) {
        std::unique_lock lock(hasher_.mutex_);
        mine_ = hasher_.one_is_free_.wait_for(lock, hasher_.limits_.patience, [&] { return hasher_.free_ > 0; });
        if (mine_) --hasher_.free_;
    }
    ~Turn() {
        if (!mine_) return;
        {
            const std::lock_guard lock(hasher_.mutex_);
            ++hasher_.free_;
        }
        hasher_.one_is_free_.notify_one();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

    [[nodiscard]] bool is_mine() const { return mine_; }

private:
    Argon2Hasher& hasher_;
    bool mine_ = false;
};

base::Result<std::unique_ptr<Argon2Hasher>> Argon2Hasher::make(Limits limits) {
    if (sodium_init() < 0) return base::fail(base::ErrorCode::internal, "libsodium cannot be used here");
    std::unique_ptr<Argon2Hasher> hasher(new Argon2Hasher(limits));
    const auto nobodys = core::PasswordText::from_utf8(base::SecretBytes::copy_of(random_text()));
    if (!nobodys) return base::fail(base::ErrorCode::internal, "no password for the decoy");
    auto decoy = hasher->hash(*nobodys);
    if (!decoy) return base::fail(decoy.error());
    hasher->decoy_ = std::move(*decoy);
    return hasher;
}

base::Result<std::string> Argon2Hasher::hash(const core::PasswordText& password) {
    const Turn turn(*this);
    if (!turn.is_mine()) return base::fail(base::ErrorCode::unavailable, "too many passwords are being hashed");
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str(text.data(), text_of(password), password.utf16le().size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        return base::fail(base::ErrorCode::unavailable, "not enough memory to hash a password");
    return std::string(text.data());
}

base::Result<bool> Argon2Hasher::verify(const std::string& hash, const core::PasswordText& password) {
    // libsodium reads that many bytes, whatever the text's length.
    if (hash.size() >= crypto_pwhash_STRBYTES)
        return base::fail(base::ErrorCode::corrupt, "a stored password hash is too long");
    std::array<char, crypto_pwhash_STRBYTES> text{};
    hash.copy(text.data(), hash.size());
    const Turn turn(*this);
    if (!turn.is_mine()) return base::fail(base::ErrorCode::unavailable, "too many passwords are being hashed");
    return crypto_pwhash_str_verify(text.data(), text_of(password), password.utf16le().size()) == 0;
}

}  // namespace tilbage::adapters::sodium
