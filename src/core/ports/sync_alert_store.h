// What the administrators have been told is wrong, so that they are told once. Any thread; calls join the unit of work
// that is open.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/ids.h"

namespace tilbage::core {

enum class SyncAlertKind {
    removals_held,
    trouble,  // it has failed for a while, or nobody has checked in for long
};

struct SyncAlert {
    SyncAlertKind kind = SyncAlertKind::trouble;
    std::string domains;  // that it is about, folded, sorted, joined by ", "
    auto operator<=>(const SyncAlert&) const = default;
};

class SyncAlertStore {
public:
    virtual ~SyncAlertStore() = default;
    virtual base::Result<std::vector<SyncAlert>> list(const TenantId& tenant) = 0;
    // false: it stood there already.
    virtual base::Result<bool> raise(const TenantId& tenant, const SyncAlert& alert, base::TimePoint now) = 0;
    virtual base::Result<void> clear(const TenantId& tenant, const SyncAlert& alert) = 0;
};

// "removals_held", "trouble": what the store has.
[[nodiscard]] constexpr std::string_view to_string(SyncAlertKind kind) {
    return kind == SyncAlertKind::removals_held ? "removals_held" : "trouble";
}

}  // namespace tilbage::core
