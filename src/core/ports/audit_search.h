// The audit as administrators read it: the newest first, by what they look for, and counted. Any thread; every call is
// one transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ports/audit_log.h"

namespace tilbage::core {

// All that is given must hold.
struct AuditQuery {
    std::optional<base::TimePoint> from;   // inclusive
    std::optional<base::TimePoint> until;  // inclusive
    // "person:…", "administrator:…": who did it, or to whom; any of them. No value: anybody; none in it: nobody.
    std::optional<std::vector<std::string>> involving;
    std::string category;  // of audit_categories(); empty: all
    std::optional<bool> succeeded;
    std::optional<std::int64_t> before;  // sequence, to go on behind it
    int count = 100;
};

struct AuditPage {
    std::vector<StoredAuditRecord> records;  // the newest first
    bool more = false;
};

// How many requests of one kind ended so on one day (UTC).
struct AuditCount {
    std::int64_t day = 0;  // since 1970-01-01
    std::string action;
    std::string result;
    std::int64_t count = 0;

    bool operator==(const AuditCount&) const = default;
};

class AuditSearch {
public:
    virtual ~AuditSearch() = default;
    virtual base::Result<AuditPage> search(const TenantId& tenant, const AuditQuery& query) = 0;
    // Of these actions, since `from`, by day, action and result. A request that was answered twice (a late outcome
    // after outcome_unknown) counts once, as its last record says.
    virtual base::Result<std::vector<AuditCount>> count(const TenantId& tenant, base::TimePoint from,
                                                        const std::vector<std::string>& actions) = 0;
};

}  // namespace tilbage::core
