// One act on one person.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "core/identity/ids.h"
#include "core/writeback/initiated_by.h"
#include "core/writeback/kind.h"

namespace tilbage::core {

// A sealed password serves one act for this long after it was issued.
constexpr std::chrono::seconds kSealLifetime{120};

// What a sealed password is bound to; repeated in the JWE's protected header (docs/protocol.md §2).
struct Binding {
    RequestId request_id;
    TenantId tenant_id;
    SourceAnchor source_anchor;
    Kind kind = Kind::reset;
    std::int64_t issued_at = 0;   // seconds
    std::int64_t expires_at = 0;  // seconds

    bool operator==(const Binding&) const = default;
};

struct Request {
    Binding binding;
    base::TimePoint deadline;       // nothing is started after it
    base::TimePoint first_sent_at;  // when the tenant first gave it to an agent
    bool redelivered = false;       // given to an agent before: the write may have happened
    InitiatedBy initiated_by = InitiatedBy::self;
    bool must_change = false;           // only with a reset: another password is asked for at the next sign-in
    std::optional<std::string> sealed;  // compact JWE for this agent; only when has_password(kind)
};

}  // namespace tilbage::core
