#include "core/sspr/one_time_code.h"

#include "base/encoding.h"
#include "core/sspr/limits.h"

namespace tilbage::core {
namespace {

crypto::Digest mac_of(const base::SecretBytes& key, const crypto::Digest& session, std::string_view digits) {
    return crypto::hmac_sha256(key, std::string("one-time code\n").append(base::as_text(session)).append(digits));
}

}  // namespace

NewCode make_code(base::Random& random, const base::SecretBytes& key, const crypto::Digest& session,
                  base::TimePoint now, bool decoy) {
    NewCode made;
    made.digits = base::new_digits(random, limits::kCodeDigits);
    made.stored.code = mac_of(key, session, made.digits);
    made.stored.tries_left = limits::kTriesPerCode;
    made.stored.expires_at = now + limits::kCodeLifetime;
    crypto::Digest nobody_knows{};
    random.fill(nobody_knows);
    if (decoy) made.stored.code = nobody_knows;
    return made;
}

bool matches(const SessionCode& stored, const base::SecretBytes& key, const crypto::Digest& session,
             std::string_view typed) {
    return base::equal_in_constant_time(stored.code, mac_of(key, session, typed));
}

}  // namespace tilbage::core
