// The reset page itself: /reset, its assets, and the way there from /.
#pragma once

#include "adapters/http/router.h"
#include "adapters/http/static_files.h"

namespace tilbage::tenant {

// Everything else answers the API's own 404 and 405. `files` (of the page's own folder) outlives the router.
void add_reset_page(adapters::http::Router& router, const adapters::http::StaticFiles& files);

}  // namespace tilbage::tenant
