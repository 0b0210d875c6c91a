// Argon2id (RFC 9106) with libsodium's interactive parameters: 64 MiB, two passes.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>

#include "core/ports/password_hasher.h"

namespace tilbage::adapters::sodium {

class Argon2Hasher final : public core::PasswordHasher {
public:
    struct Limits {
        int at_once = 2;
        std::chrono::milliseconds patience{5000};  // for one's turn; then unavailable
    };
    [[nodiscard]] static base::Result<std::unique_ptr<Argon2Hasher>> make(Limits limits);
    [[nodiscard]] static base::Result<std::unique_ptr<Argon2Hasher>> make() { return make(Limits{}); }

    base::Result<std::string> hash(const core::PasswordText& password) override;
    base::Result<bool> verify(const std::string& hash, const core::PasswordText& password) override;
    [[nodiscard]] const std::string& decoy() const override { return decoy_; }

private:
    class Turn;
    explicit Argon2Hasher(Limits limits) : limits_(limits), free_(limits.at_once) {}

    Limits limits_;
    std::mutex mutex_;  // guards free_
    std::condition_variable one_is_free_;
    int free_;
    std::string decoy_;
};

}  // namespace tilbage::adapters::sodium
