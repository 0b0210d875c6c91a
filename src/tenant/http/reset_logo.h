// GET /reset/logo/{file}: the picture that administrators chose for their tenant's pages.
#pragma once

#include "adapters/http/router.h"
#include "core/ports/password_reset_policy_store.h"

namespace tilbage::tenant {

// Where its picture is, "/reset/logo/….png"; empty when there is none.
[[nodiscard]] std::string logo_path(const core::Customization& customization);

// The file's name is the digest of its bytes, so it never changes and may be kept for good. The store outlives the
// router.
void add_reset_logo(adapters::http::Router& router, core::PasswordResetPolicyStore& policies);

}  // namespace tilbage::tenant
