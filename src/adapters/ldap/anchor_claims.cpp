#include "adapters/ldap/anchor_claims.h"

#include <map>

namespace tilbage::adapters::ldap {

AnchorClaims::Settled AnchorClaims::settle() && {
    std::map<core::SourceAnchor, int> claimed;
    for (const auto& person : claims_) ++claimed[person.anchor];
    Settled settled;
    for (auto& person : claims_) {
        const bool undisputed = claimed[person.anchor] == 1 && !owned_.contains(person.anchor);
        (undisputed ? settled.accepted : settled.disputed).push_back(std::move(person));
    }
    return settled;
}

}  // namespace tilbage::adapters::ldap
