// What went wrong in a call to the tenant, as the agent's own errors.
#pragma once

#include <string_view>

#include "adapters/curl/http_client.h"
#include "base/result.h"

namespace tilbage::connect {

[[nodiscard]] base::Error to_error(const adapters::curl::HttpError& error);
// An answer that is not the one that was hoped for: 4xx is permission_denied (401, 403), conflict (409) or
// invalid_argument, 429 and 5xx are unavailable.
[[nodiscard]] base::Error refused_by_tenant(std::string_view doing_what, const adapters::curl::HttpResponse& response,
                                            std::string_view who = "the tenant");

}  // namespace tilbage::connect
