#include "core/security_info/registration_code.h"

#include "base/encoding.h"
#include "core/sspr/limits.h"

namespace tilbage::core {
namespace {

crypto::Digest mac_of(const base::SecretBytes& key, std::string_view id, std::string_view digits) {
    return crypto::hmac_sha256(key, std::string("registration code\n").append(id).append("\n").append(digits));
}

}  // namespace

RegistrationCode new_registration_code(base::Random& random, const base::SecretBytes& key, std::string_view id) {
    auto digits = base::new_digits(random, limits::kCodeDigits);
    const auto stored = mac_of(key, id, digits);
    return {std::move(digits), stored};
}

bool is_registration_code(const crypto::Digest& stored, const base::SecretBytes& key, std::string_view id,
                          std::string_view typed) {
    std::string digits;
    for (const char c : typed) {
        if (c != ' ' && c != '\t') digits += c;
    }
    return base::equal_in_constant_time(stored, mac_of(key, id, digits));
}

}  // namespace tilbage::core
