#include "adapters/http/nonce_page.h"

#include <utility>

namespace tilbage::adapters::http {
namespace {

constexpr std::size_t kNonceBytes = 16;  // CSP Level 3 §7.1 asks for 128 bits at least

std::string policy_with(const std::string& nonce) {
    return "default-src 'self'; style-src 'self' 'nonce-" + nonce +
           "'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'";
}

}  // namespace

base::Result<NoncePage> NoncePage::load(const StaticFiles& files, base::Random& random) {
    const auto text = files.text("/index.html");
    if (!text) return base::fail(base::ErrorCode::not_found, "the web pages have no index.html");
    std::vector<std::string> pieces;
    std::size_t begin = 0;
    for (auto at = text->find(kPlaceholder); at != std::string::npos; at = text->find(kPlaceholder, begin)) {
        pieces.push_back(text->substr(begin, at - begin));
        begin = at + kPlaceholder.size();
    }
    if (pieces.empty()) {
        return base::fail(base::ErrorCode::invalid_argument,
                          "the page's index.html has no " + std::string(kPlaceholder) + ": it is not of this version");
    }
    pieces.push_back(text->substr(begin));
    return NoncePage(std::move(pieces), random);
}

Response NoncePage::serve() const {
    const std::string nonce = base::new_token(*random_, kNonceBytes);
    Response response;
    response.content_type = "text/html; charset=utf-8";
    response.headers = {{"Cache-Control", "no-store"}, {"Content-Security-Policy", policy_with(nonce)}};
    for (const auto& piece : pieces_) {
        if (&piece != &pieces_.front()) response.body += nonce;
        response.body += piece;
    }
    return response;
}

}  // namespace tilbage::adapters::http
