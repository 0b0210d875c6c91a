// People who were deleted, for the thirty days in which they can come back. Any thread; every call is one transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/person.h"

namespace tilbage::core {

constexpr std::chrono::hours kDeletedPeopleStay{24 * 30};

struct DeletedPerson {
    Person person;  // as they were
    base::TimePoint created_at;
    base::TimePoint deleted_at;

    bool operator==(const DeletedPerson&) const = default;
};

// The place of a person in the order of display names, to go on behind them.
struct DeletedPosition {
    std::string folded_name;
    std::string id;
};

class DeletedPeople {
public:
    virtual ~DeletedPeople() = default;
    // Moves somebody from the people to the deleted ones. false: no such person in this tenant.
    virtual base::Result<bool> remove_person(const TenantId& tenant, const PersonId& id, base::TimePoint now) = 0;
    virtual base::Result<std::optional<DeletedPerson>> find(const TenantId& tenant, const PersonId& id) = 0;
    // By display name.
    virtual base::Result<std::vector<DeletedPerson>> list(const TenantId& tenant,
                                                          const std::optional<DeletedPosition>& after, int count) = 0;
    virtual base::Result<std::int64_t> count(const TenantId& tenant) = 0;
    // For good. false: no such deleted person.
    virtual base::Result<bool> forget(const TenantId& tenant, const PersonId& id) = 0;
    // For good, whoever was deleted before that, of all tenants; how many.
    virtual base::Result<std::int64_t> purge(base::TimePoint deleted_before) = 0;
};

}  // namespace tilbage::core
