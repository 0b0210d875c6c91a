// What all attempts of one person are counted under, however their name is typed.
#pragma once

#include <optional>
#include <string>

#include "core/identity/person.h"
#include "core/identity/user_id.h"
#include "core/ports/person_store.h"

namespace tilbage::core {

// A known person counts under their id. For nobody, the spellings that would mean one person in this tenant
// (name@its.domain, ITS\name, name) count together as well: otherwise, who exists could be told by which spellings
// share a limit.
[[nodiscard]] std::string counting_key(const Tenant& tenant, const std::optional<Person>& person,
                                       const UserId& user_id);

[[nodiscard]] std::string counting_key(const PersonId& person);

}  // namespace tilbage::core
