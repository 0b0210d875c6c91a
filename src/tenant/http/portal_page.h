// The administrators' portal: one page at /portal and every address below it, and its assets.
#pragma once

#include "adapters/http/nonce_page.h"
#include "adapters/http/router.h"
#include "adapters/http/static_files.h"

namespace tilbage::tenant {

// `page` and `files` (of the portal's own folder) outlive the router.
void add_portal_page(adapters::http::Router& router, const adapters::http::NoncePage& page,
                     const adapters::http::StaticFiles& files);

}  // namespace tilbage::tenant
