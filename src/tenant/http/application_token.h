// The token endpoint's grants for applications (docs/protocol.md §13).
#pragma once

#include "core/oidc/application_tokens.h"
#include "tenant/http/token.h"

namespace tilbage::tenant {

[[nodiscard]] Grant application_code_grant(core::ApplicationTokens& tokens);
[[nodiscard]] Grant application_refresh_grant(core::ApplicationTokens& tokens);
// To `administrators` when the request names one of their programs, else to `applications`.
[[nodiscard]] Grant grant_by_client(Grant administrators, Grant applications);

}  // namespace tilbage::tenant
