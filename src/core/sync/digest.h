// A short text that is the same for what the tenant would be told alike, and another for everything else. Pure, any
// thread.
#pragma once

#include <string>

#include "core/ports/group_source.h"
#include "core/ports/people_source.h"

namespace tilbage::core {

// 128 bits of a SHA-256 in hexadecimal. `person.manager` is not looked at: who that is in the target is.
[[nodiscard]] std::string digest_of(const SourcePerson& person, const std::string& manager_id);
// Its members are not looked at.
[[nodiscard]] std::string digest_of(const SourceGroup& group);

}  // namespace tilbage::core
