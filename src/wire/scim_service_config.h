// What this SCIM service can do (RFC 7643 §5).
#pragma once

#include <string>

#include "wire/scim_user.h"

namespace tilbage::wire {

[[nodiscard]] std::string encode_scim_service_config(const ScimBase& base);

}  // namespace tilbage::wire
