// The links in mails about a change to somebody's methods, by which they say "this was not me". Any thread.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/ids.h"
#include "core/methods/method_kind.h"
#include "crypto/hash.h"

namespace tilbage::core {

struct ChangeLink {
    crypto::Digest token{};  // SHA-256 of what stands in the mail
    TenantId tenant_id;
    PersonId person_id;
    std::string method_id;  // also of one that was removed
    MethodKind kind = MethodKind::email;
    base::TimePoint expires_at;
};

class ChangeLinkStore {
public:
    virtual ~ChangeLinkStore() = default;
    virtual base::Result<void> add(const ChangeLink& link) = 0;
    // Takes it out: it serves once. Atomic. Nothing when it has expired.
    virtual base::Result<std::optional<ChangeLink>> take(const crypto::Digest& token, base::TimePoint now) = 0;
    virtual base::Result<void> purge(base::TimePoint now) = 0;
};

}  // namespace tilbage::core
