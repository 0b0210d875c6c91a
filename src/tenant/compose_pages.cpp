#include "tenant/compose_pages.h"

#include "crypto/system_random.h"
#include "tenant/http/account_page.h"
#include "tenant/http/portal_page.h"
#include "tenant/http/reset_page.h"
#include "tenant/http/signin_page.h"

namespace tilbage::tenant {

namespace http = adapters::http;

Pages::Pages(std::unique_ptr<base::Random> random, http::StaticFiles reset, http::StaticFiles sign_in,
             http::StaticFiles account, http::StaticFiles portal, http::NoncePage portal_page)
    : random_(std::move(random)),
      reset_(std::move(reset)),
      sign_in_(std::move(sign_in)),
      account_(std::move(account)),
      portal_(std::move(portal)),
      portal_page_(std::move(portal_page)) {}

base::Result<std::unique_ptr<const Pages>> Pages::load(const std::filesystem::path& web_root) {
    auto reset = http::StaticFiles::load(web_root / "reset");
    if (!reset) return base::fail(reset.error());
    auto sign_in = http::StaticFiles::load(web_root / "signin");
    if (!sign_in) return base::fail(sign_in.error());
    auto account = http::StaticFiles::load(web_root / "account");
    if (!account) return base::fail(account.error());
    const auto portal_folder = web_root / "portal";
    auto portal = http::StaticFiles::load(portal_folder);
    if (!portal) return base::fail(portal.error());
    std::unique_ptr<base::Random> random = std::make_unique<crypto::SystemRandom>();
    auto page = http::NoncePage::load(*portal, *random);
    if (!page) return base::fail(page.error().code, portal_folder.string() + ": " + page.error().message);
    return std::unique_ptr<const Pages>(new Pages(std::move(random), std::move(*reset), std::move(*sign_in),
                                                  std::move(*account), std::move(*portal), std::move(*page)));
}

void Pages::add_routes(http::Router& router) const {
    add_reset_page(router, reset_);
    add_signin_page(router, sign_in_);
    add_account_page(router, account_);
    add_portal_page(router, portal_page_, portal_);
}

}  // namespace tilbage::tenant
