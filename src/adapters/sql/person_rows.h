// People's rows as people, shared by the stores that read them.
#pragma once

#include <string>

#include "adapters/sql/value.h"
#include "core/identity/person.h"

namespace tilbage::adapters::sql {

// The columns that read_person() takes, in its order.
[[nodiscard]] const std::string& person_columns();
inline constexpr std::size_t kPersonColumns = 17;
[[nodiscard]] core::Person read_person(const Row& row);

}  // namespace tilbage::adapters::sql
