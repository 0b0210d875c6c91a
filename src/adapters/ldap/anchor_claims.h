// Who has a source anchor when more than one object claims it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/ports/people_source.h"

namespace tilbage::adapters::ldap {

// ms-DS-ConsistencyGuid can be written, so two objects may hold the same one, or one the objectGUID of another. Whoever
// the tenant knows by an anchor must be the one that a write finds by it (LdapDirectory::find_person): an object's own
// objectGUID comes before another's ms-DS-ConsistencyGuid, and among several of those nobody has it. One thread.
class AnchorClaims {
public:
    // The person's anchor is the object's own objectGUID.
    void own(const core::SourceAnchor& anchor) { owned_.insert(anchor); }
    // It is another: kept until all are seen.
    void foreign(core::SourcePerson person) { claims_.push_back(std::move(person)); }

    struct Settled {
        std::vector<core::SourcePerson> accepted;
        std::vector<core::SourcePerson> disputed;
    };
    // The foreign ones, once everybody was seen.
    [[nodiscard]] Settled settle() &&;

private:
    std::set<core::SourceAnchor> owned_;
    std::vector<core::SourcePerson> claims_;
};

}  // namespace tilbage::adapters::ldap
