#include "core/oauth/authenticate_administrator.h"

#include <algorithm>

#include "core/oauth/limits.h"

namespace tilbage::core {

bool Principal::has(Role role) const { return std::ranges::find(roles, role) != roles.end(); }

bool Principal::has_any(std::initializer_list<Role> wanted) const {
    return std::ranges::any_of(wanted, [&](Role role) { return has(role); });
}

base::Result<std::optional<Principal>> AuthenticateAdministrator::run(std::string_view bearer_token) {
    constexpr std::size_t kTokenLength = 43;  // 32 bytes in Base64url
    if (bearer_token.size() != kTokenLength) return std::nullopt;
    const auto now = clock_.now();
    auto holder = tokens_.find(crypto::sha256(bearer_token), now);
    if (!holder) return base::fail(holder.error());
    if (!*holder) return std::nullopt;
    auto& [administrator, token, session_used_at] = **holder;
    // Who works in the portal is not idle.
    if (token.session && session_used_at && *session_used_at + sign_in_limits::kSessionUseGrain <= now)
        if (auto noted = tokens_.note_use(*token.session, now); !noted) return base::fail(noted.error());
    return Principal{.administrator_id = administrator.id,
                     .tenant_id = administrator.tenant_id,
                     .user_name = std::move(administrator.user_name),
                     .display_name = std::move(administrator.display_name),
                     .roles = std::move(administrator.roles),
                     .client = token.client,
                     .signed_in_at = token.signed_in_at};
}

}  // namespace tilbage::core
