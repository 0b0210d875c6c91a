// The answers of the sign-in page's API.
#pragma once

#include <string_view>

#include "adapters/http/message.h"
#include "core/oauth/sign_in_flow.h"

namespace tilbage::tenant {

[[nodiscard]] adapters::http::Response flow_response(const core::FlowState& state);
// With the new cookies.
[[nodiscard]] adapters::http::Response moved_response(const core::MovedFlow& moved);
// Logs the cause of a failed store under the request's id.
[[nodiscard]] adapters::http::Response sign_in_refusal_response(const core::SignInRefusal& refusal,
                                                                const adapters::http::Request& request);

}  // namespace tilbage::tenant
