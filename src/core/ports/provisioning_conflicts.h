// Who is kept from which value, and whose it is: the list that administrators look at. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/identity/person.h"

namespace tilbage::core {

struct ProvisioningConflict {
    PersonId person;
    std::string user_name;
    std::string display_name;
    ProvisioningError error;
    struct Holder {
        enum class Kind { person, administrator };
        Kind kind = Kind::person;
        std::string id;
        std::string user_name;
        std::string display_name;
        bool operator==(const Holder&) const = default;
    };
    std::optional<Holder> holder;  // empty: gone since, the next sweep heals it

    bool operator==(const ProvisioningConflict&) const = default;
};

// To go on behind this one.
struct ConflictPosition {
    base::TimePoint occurred_at;
    std::string person;
    std::string value;
};

class ProvisioningConflicts {
public:
    virtual ~ProvisioningConflicts() = default;
    // The oldest first.
    virtual base::Result<std::vector<ProvisioningConflict>> list(const TenantId& tenant,
                                                                 const std::optional<ConflictPosition>& after,
                                                                 int count) = 0;
    // People who are kept from something.
    virtual base::Result<std::int64_t> people(const TenantId& tenant) = 0;
};

}  // namespace tilbage::core
