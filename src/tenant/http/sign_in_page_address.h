// Where people are sent on the way to or from other programs: always this tenant's own pages; nothing that was sent
// decides where they lead.
#pragma once

#include <string>
#include <string_view>

#include "adapters/http/message.h"
#include "tenant/http/oauth_response.h"

namespace tilbage::tenant {

// The language that an application asks for: the first of ui_locales that there is (OpenID Connect Core §3.1.2.1), or
// Microsoft's mkt.
[[nodiscard]] std::string market_of(const Form& parameters);
// "?name=value", or "&name=value" behind others; nothing for an empty value.
void append_parameter(std::string& location, std::string_view name, std::string_view value);
[[nodiscard]] adapters::http::Response redirect_to(std::string location);
// The page that tells what is wrong.
[[nodiscard]] adapters::http::Response to_error_page(std::string_view error, std::string_view market);
// What the page needs stands behind the #: no log sees it, and no other site learns it.
[[nodiscard]] adapters::http::Response to_account_page(const std::string& tenant_domain, const std::string& market,
                                                       std::string_view what, const std::string& flow);

}  // namespace tilbage::tenant
