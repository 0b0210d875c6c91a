// What holds for every request before a resource sees it (docs/protocol.md §10): a loopback Host, the page's own
// Origin, the cookie, and the header that no other site can send.
#pragma once

#include <functional>

#include "adapters/http/server.h"
#include "connect/wizard/access.h"

namespace tilbage::connect::wizard {

// Takes `GET /?code=…` itself: a good code becomes a cookie and a redirect to "/". Lets `/callback` by without a
// cookie: its `state` is the proof. The rest goes to `inside` when the cookie is right. Every answer gets the security
// headers that it has not yet. `access` must outlive the handler.
[[nodiscard]] adapters::http::Handler guarded(Access& access, adapters::http::Handler inside);

// Adds what is not there yet.
[[nodiscard]] adapters::http::Response with_security_headers(adapters::http::Response response);

}  // namespace tilbage::connect::wizard
