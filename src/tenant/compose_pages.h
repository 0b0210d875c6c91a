// The pages of the web package put together, each from its folder: a part of compose.cpp.
#pragma once

#include <filesystem>
#include <memory>

#include "adapters/http/nonce_page.h"
#include "adapters/http/router.h"
#include "adapters/http/static_files.h"
#include "base/random.h"
#include "base/result.h"

namespace tilbage::tenant {

class Pages {
public:
    // Names the file that is not as it must be.
    [[nodiscard]] static base::Result<std::unique_ptr<const Pages>> load(const std::filesystem::path& web_root);
    // This object outlives the router.
    void add_routes(adapters::http::Router& router) const;

private:
    Pages(std::unique_ptr<base::Random> random, adapters::http::StaticFiles reset, adapters::http::StaticFiles sign_in,
          adapters::http::StaticFiles account, adapters::http::StaticFiles portal,
          adapters::http::NoncePage portal_page);

    std::unique_ptr<base::Random> random_;  // of the portal's nonces
    adapters::http::StaticFiles reset_;
    adapters::http::StaticFiles sign_in_;
    adapters::http::StaticFiles account_;
    adapters::http::StaticFiles portal_;
    adapters::http::NoncePage portal_page_;
};

}  // namespace tilbage::tenant
