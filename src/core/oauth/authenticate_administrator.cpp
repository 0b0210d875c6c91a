#include "core/oauth/authenticate_administrator.h"

#include <algorithm>

namespace tilbage::core {

bool Principal::has(Role role) const { return std::ranges::find(roles, role) != roles.end(); }

bool Principal::has_any(std::initializer_list<Role> wanted) const {
    return std::ranges::any_of(wanted, [&](Role role) { return has(role); });
}

base::Result<std::optional<Principal>> AuthenticateAdministrator::run(std::string_view bearer_token) {
    constexpr std::size_t kTokenLength = 43;  // 32 bytes in Base64url
    if (bearer_token.size() != kTokenLength) return std::nullopt;
    auto holder = tokens_.find(crypto::sha256(bearer_token), clock_.now());
    if (!holder) return base::fail(holder.error());
    if (!*holder) return std::nullopt;
    auto& [administrator, token] = **holder;
    return Principal{.administrator_id = administrator.id,
                     .tenant_id = administrator.tenant_id,
                     .user_name = std::move(administrator.user_name),
                     .display_name = std::move(administrator.display_name),
                     .roles = std::move(administrator.roles),
                     .client = token.client,
                     .signed_in_at = token.signed_in_at};
}

}  // namespace tilbage::core
