// What a person sees who may not use the wizard, or not any more: why, and how to get in. In the language of `mkt`,
// else of Accept-Language; no script and no style from anywhere.
#pragma once

#include <string>

#include "adapters/http/message.h"

namespace tilbage::connect::wizard {

enum class Refusal {
    no_session,      // no cookie, or another site's call
    spent_code,      // the one-time address was used, or is too old
    wrong_host,      // a name that is not loopback
    sign_in_failed,  // the tenant came back with what is not the answer to our question
};
// 403.
[[nodiscard]] adapters::http::Response refusal_page(const adapters::http::Request& request, Refusal refusal);

// 200: goes on to the wizard by itself. What a browser was sent to from another site cannot be a redirect: it would
// leave out the SameSite=Strict cookie.
[[nodiscard]] adapters::http::Response going_on_page(const adapters::http::Request& request);

}  // namespace tilbage::connect::wizard
