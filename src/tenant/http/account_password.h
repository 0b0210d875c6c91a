// GET /account/v1/policy, POST /account/v1/password, POST and GET /account/v1/password/{id} (docs/protocol.md §12).
#pragma once

#include <string>

#include "adapters/http/router.h"
#include "core/account/change_password.h"
#include "core/account/describe_own_policy.h"

namespace tilbage::tenant {

void add_account_password(adapters::http::Router& router, const std::string& origin, core::ChangePassword& change,
                          core::DescribeOwnPolicy& describe);

}  // namespace tilbage::tenant
