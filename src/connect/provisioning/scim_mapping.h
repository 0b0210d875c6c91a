// People and groups as the engine has them, and as provisioning carries them.
#pragma once

#include "core/identity/group.h"
#include "core/identity/person.h"
#include "core/ports/export_target.h"

namespace tilbage::connect {

// Without tenant, which is the service's business.
[[nodiscard]] core::Person to_person(const core::PutPerson& put);
[[nodiscard]] core::TargetPerson to_target_person(core::Person person);
[[nodiscard]] core::Group to_group(const core::PutGroup& put);
[[nodiscard]] core::TargetGroup to_target_group(core::Group group);

}  // namespace tilbage::connect
