// The account page at /account.
#pragma once

#include "adapters/http/router.h"
#include "adapters/http/static_files.h"

namespace tilbage::tenant {

// `files` outlives the router.
void add_account_page(adapters::http::Router& router, const adapters::http::StaticFiles& files);

}  // namespace tilbage::tenant
