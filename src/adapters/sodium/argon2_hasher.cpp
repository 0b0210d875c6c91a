#include "adapters/sodium/argon2_hasher.h"

#include <array>
#include <sodium.h>

namespace tilbage::adapters::sodium {
namespace {

const char* text_of(const core::PasswordText& password) { return password.utf16le().open_text().data(); }

template <std::size_t kBytes>
std::string random_base64() {
    constexpr auto kVariant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
    std::array<unsigned char, kBytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, sodium_base64_ENCODED_LEN(kBytes, kVariant)> text{};
    return sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
}

// What a hash of these parameters looks like, with a random salt and a random result: to verify against it costs what
// a real one costs, and nothing has to be hashed (64 MiB) to make it.
std::string new_decoy() {
    constexpr std::size_t kSaltBytes = crypto_pwhash_argon2id_SALTBYTES;
    constexpr std::size_t kResultBytes = 32;  // as crypto_pwhash_str makes it
    return "$argon2id$v=19$m=" + std::to_string(crypto_pwhash_MEMLIMIT_INTERACTIVE / 1024) +
           ",t=" + std::to_string(crypto_pwhash_OPSLIMIT_INTERACTIVE) + ",p=1$" + random_base64<kSaltBytes>() + "$" +
           random_base64<kResultBytes>();
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
    hasher->decoy_ = new_decoy();
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
