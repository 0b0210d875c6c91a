#include "core/sspr/text_limits.h"

#include "base/encoding.h"
#include "core/sspr/limits.h"
#include "crypto/hash.h"

namespace tilbage::core {

Answer<void> count_text(AttemptCounter& attempts, const base::SecretBytes& key, const TenantId& tenant,
                        const std::string& number, base::TimePoint now) {
    const auto hidden = base::to_hex(crypto::hmac_sha256(key, "text number\n" + number));
    const auto to_number = attempts.count(limits::texts_to_number(), hidden, now);
    if (!to_number) return refuse(to_number.error());
    if (!to_number->allowed) return refuse_until(to_number->retry_after);
    const auto of_tenant = attempts.count(limits::texts_of_tenant(), tenant.str(), now);
    if (!of_tenant) return refuse(of_tenant.error());
    if (!of_tenant->allowed) return refuse_until(of_tenant->retry_after);
    return {};
}

}  // namespace tilbage::core
