// Cross-origin calls by pages of other sites (Fetch, CORS protocol): applications that run in a browser fetch tokens
// themselves. Only for what looks at no cookie: whoever calls must bring a code, a token or a secret.
#pragma once

#include <string>

#include "adapters/http/router.h"

namespace tilbage::tenant {

// Any site's page may read what `handler` answers.
[[nodiscard]] adapters::http::Handler open_to_pages(adapters::http::Handler handler);
// Answers the question that a browser asks first.
void add_preflight(adapters::http::Router& router, const std::string& path);

}  // namespace tilbage::tenant
