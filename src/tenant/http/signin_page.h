// The sign-in page of administrators: /signin, the address where a device's code is typed (/device), and their assets.
#pragma once

#include "adapters/http/router.h"
#include "adapters/http/static_files.h"

namespace tilbage::tenant {

// `files` (of the page's own folder) outlives the router.
void add_signin_page(adapters::http::Router& router, const adapters::http::StaticFiles& files);

}  // namespace tilbage::tenant
