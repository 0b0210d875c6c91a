#include "tenant/http/otpauth_uri.h"

#include "adapters/http/url_encoding.h"

namespace tilbage::tenant {

std::string otpauth_uri(const AppKey& key) {
    using adapters::http::percent_encode;
    const auto issuer = percent_encode(key.issuer);
    return "otpauth://totp/" + issuer + ":" + percent_encode(key.account) + "?secret=" + key.secret +
           "&issuer=" + issuer + "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace tilbage::tenant
