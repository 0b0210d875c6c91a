// What every answer carries, whoever made it.
#pragma once

#include "adapters/http/message.h"
#include "adapters/http/server.h"

namespace tilbage::tenant {

// Adds what is not there yet. Answers of an API get no-store.
[[nodiscard]] adapters::http::Response with_security_headers(adapters::http::Response response);
[[nodiscard]] adapters::http::Handler with_security_headers(adapters::http::Handler handler);

}  // namespace tilbage::tenant
