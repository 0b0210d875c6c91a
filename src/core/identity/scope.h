// Which people of a directory an agent cares for: the choice of "Domain and OU filtering". Pure functions, any thread.
#pragma once

#include <vector>

#include "core/identity/distinguished_name.h"

namespace tilbage::core {

struct Scope {
    enum class Mode { all, selected };

    Mode mode = Mode::all;
    std::vector<DistinguishedName> include;  // units, containers, or the domain itself; only with `selected`
    std::vector<DistinguishedName> exclude;
    // With `selected`: units below an included one count too, those that do not exist yet as well. False: only units
    // that are listed themselves.
    bool include_new_units = true;

    bool operator==(const Scope&) const = default;
};

// Whether the person lies under `domain` and in scope. The nearest listed ancestor (or the person's own name) decides,
// exclude before include; nothing listed above them: in with `all`, out with `selected`. Without include_new_units no
// organizational unit that is not listed may stand between the person and the ancestor that decides; the default
// containers (CN=Users) are no such units.
[[nodiscard]] bool covers(const Scope& scope, const DistinguishedName& person, const DistinguishedName& domain);

// What to search for people: the domain with `all`, else the included names under it that do not lie under another.
// What the searches find must still be asked of covers().
[[nodiscard]] std::vector<DistinguishedName> search_bases(const Scope& scope, const DistinguishedName& domain);

}  // namespace tilbage::core
