// GET /{tenant}/v2.0/.well-known/openid-configuration: where everything is (docs/protocol.md §8 and §13;
// OpenID Connect Discovery 1.0, RFC 8414).
#pragma once

#include <string>

#include "adapters/http/router.h"
#include "core/ports/person_store.h"
#include "languages/languages.h"

namespace tilbage::tenant {

// `tenants` and `languages` outlive the router.
void add_discovery(adapters::http::Router& router, std::string base_url, core::TenantStore& tenants,
                   const languages::Languages& languages);

}  // namespace tilbage::tenant
