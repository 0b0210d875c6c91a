// Finds the person who calls: by name, user name, mail address or telephone number.
#pragma once

#include <string>
#include <vector>

#include "core/ports/person_search.h"
#include "core/ports/person_store.h"

namespace tilbage::core {

inline constexpr int kMostFound = 20;

struct FoundPeople {
    std::vector<ListedPerson> people;  // who is meant exactly first, then by name; at most kMostFound
    bool more = false;
};

// Any thread.
class FindPeople {
public:
    // Both outlive it.
    FindPeople(PersonStore& store, PersonSearch& search) : store_(store), search_(search) {}

    // `typed`: a user ID of any spelling (user_id.h), a whole mail address, a whole telephone number as people write
    // them, or the beginning of a word of a name. Nothing for fewer than two characters.
    [[nodiscard]] base::Result<FoundPeople> run(const TenantId& tenant, const std::string& typed);

private:
    PersonStore& store_;
    PersonSearch& search_;
};

}  // namespace tilbage::core
