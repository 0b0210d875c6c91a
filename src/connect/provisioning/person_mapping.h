// A person as the directory brought them, and as provisioning carries them.
#pragma once

#include "core/identity/person.h"
#include "core/ports/people_source.h"

namespace tilbage::connect {

// Without id and tenant, which are the tenant's business.
[[nodiscard]] core::Person to_person(const core::SourcePerson& source);
[[nodiscard]] core::SourcePerson to_source_person(const core::Person& person);

}  // namespace tilbage::connect
