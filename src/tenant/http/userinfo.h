// GET and POST /{tenant}/oidc/userinfo (docs/protocol.md §13; OpenID Connect Core 1.0 §5.3).
#pragma once

#include "adapters/http/router.h"
#include "core/oidc/read_userinfo.h"

namespace tilbage::tenant {

// `read` outlives the router.
void add_userinfo(adapters::http::Router& router, core::ReadUserinfo& read);

}  // namespace tilbage::tenant
