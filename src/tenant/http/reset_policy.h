// GET /reset/v1/session/policy: the rules that a new password must meet.
#pragma once

#include "adapters/http/router.h"
#include "core/sspr/describe_policy.h"

namespace tilbage::tenant {

// `describe_policy` outlives the router.
void add_reset_policy(adapters::http::Router& router, core::DescribePolicy& describe_policy);

}  // namespace tilbage::tenant
