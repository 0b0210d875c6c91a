// What provisioning asks of the tenant's store beside people themselves: whom an incoming person may be, whose a value
// is, who waits for one. Any thread; every call is one transaction, and provisioning makes them within its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/person.h"

namespace tilbage::core {

struct MatchKeys {
    SourceAnchor anchor;
    std::string user_name;
    std::string primary_address;    // empty: none
    base::TimePoint deleted_since;  // who was deleted before that comes back no more
};

// Ids in no order; usually all of it is empty.
struct MatchCandidates {
    std::optional<PersonId> by_anchor;    // from a directory
    std::optional<PersonId> deleted;      // of the same anchor
    std::vector<PersonId> own_by_anchor;  // not from a directory, with the anchor as their external id
    std::optional<PersonId> own_by_name;  // not from a directory, with the user name
    std::vector<PersonId> own_by_mail;    // not from a directory, whose mail address is the primary one
};

class ProvisioningStore {
public:
    using Property = ProvisioningError::Property;

    virtual ~ProvisioningStore() = default;
    virtual base::Result<MatchCandidates> match(const TenantId& tenant, const MatchKeys& keys) = 0;
    // Whose user name or proxy address (without its type) this is, whatever its case: another person's id, or an
    // administrator's, whose user name is no person's. Empty: nobody's but `except`'s.
    virtual base::Result<std::optional<std::string>> holder_of(const TenantId& tenant, Property property,
                                                               const std::string& value, const PersonId& except) = 0;
    // Who is kept from this value, in the order they came; and from any value at all.
    virtual base::Result<std::vector<PersonId>> waiting(const TenantId& tenant, Property property,
                                                        const std::string& value) = 0;
    virtual base::Result<std::vector<PersonId>> all_waiting(const TenantId& tenant) = 0;
    // Counts the tenant's revision up by one (core/ports/provisioning_revision.h).
    virtual base::Result<void> count_up(const TenantId& tenant) = 0;
};

}  // namespace tilbage::core
