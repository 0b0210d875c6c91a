// What was last counted of everybody's methods, so that who is not there is offered what people there have: a kind that
// nobody has would show a decoy, and so would the lack of one that everybody has. Any thread.
#pragma once

#include <map>

#include "base/guarded.h"
#include "core/ports/method_shares.h"
#include "core/ports/person_store.h"

namespace tilbage::core {

class DecoyShares {
public:
    // Counts anew, of every tenant. What was counted before stays when the store fails.
    [[nodiscard]] base::Result<void> refresh(TenantStore& tenants, MethodShareStore& store);
    // All 0 before the first count: a decoy has then what comes first of what the policy asks for.
    [[nodiscard]] MethodShares of(const TenantId& tenant) const;

private:
    base::Guarded<std::map<TenantId, MethodShares>> shares_;
};

}  // namespace tilbage::core
