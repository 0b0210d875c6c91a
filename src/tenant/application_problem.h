// What is wrong with the registration of an application, in words for operators and the Graph-shaped API.
#pragma once

#include <string>

#include "core/oidc/manage_applications.h"

namespace tilbage::tenant {

[[nodiscard]] std::string message_of(const core::ApplicationProblem& problem);

}  // namespace tilbage::tenant
