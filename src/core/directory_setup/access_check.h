// Who may do what to an object: MS-ADTS §5.1.3.3, for one control access right or the write of one attribute.
#pragma once

#include <optional>
#include <set>

#include "core/directory_setup/security_descriptor.h"

namespace tilbage::core {

// The SIDs that a signed-in account acts with.
using Token = std::set<Sid>;

struct WantedAccess {
    std::uint32_t mask = 0;  // one bit
    Guid object;             // the control access right, or the attribute (schemaIDGUID)
    std::optional<Guid> property_set;
};

enum class AccessAnswer { granted, denied, not_granted };

struct AccessDecision {
    AccessAnswer answer = AccessAnswer::not_granted;
    const Ace* by = nullptr;  // the entry that decided, in the list that was asked; null when none did

    [[nodiscard]] bool granted() const { return answer == AccessAnswer::granted; }
};

// On an object that is there. Entries that are only to be inherited have no say; the first that speaks of the right
// decides. `descriptor` must outlive the answer.
[[nodiscard]] AccessDecision check_access(const SecurityDescriptor& descriptor, const Token& token,
                                          const WantedAccess& wanted);

// What an object of `object_class` (schemaIDGUID) inherits when it is created in the container that `parent` describes
// (MS-DTYP §2.5.3.4). What the schema gives to every object of the class is not in it.
[[nodiscard]] SecurityDescriptor of_new_child(const SecurityDescriptor& parent, const Guid& object_class);

}  // namespace tilbage::core
