// GET /{tenant}/discovery/v2.0/keys: what ID tokens are verified by (docs/protocol.md §13; RFC 7517).
#pragma once

#include "adapters/http/router.h"
#include "core/oidc/signing_keys.h"
#include "core/ports/person_store.h"

namespace tilbage::tenant {

// Both outlive the router.
void add_signing_keys(adapters::http::Router& router, core::TenantStore& tenants, core::SigningKeys& keys);

}  // namespace tilbage::tenant
