// The tenant's audit: append-only, each record chained to the one before it (core/audit/chain.h). Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/ids.h"

namespace tilbage::core {

struct AuditRecord {
    TenantId tenant_id;
    base::TimePoint at;
    std::string actor;           // "person:<id>", "agent:<id>", "anonymous", "operator"
    std::string action;          // "reset.identify", "reset.code_sent", "password.reset", "agent.enrol", … stable names
    std::string target;          // "person:<id>" or empty
    std::string result;          // "succeeded" or a reason
    std::string correlation_id;  // the request's or session's
    std::string details;         // a flat JSON object, no secret, no code, no address in full
};

struct StoredAuditRecord {
    std::int64_t sequence = 0;
    AuditRecord record;
    std::string hash;  // hex SHA-256 over the record and the hash before it
};

class AuditLog {
public:
    virtual ~AuditLog() = default;
    virtual base::Result<void> append(const AuditRecord& record) = 0;
    virtual base::Result<std::vector<StoredAuditRecord>> read(const TenantId& tenant, std::int64_t after_sequence,
                                                              int count) = 0;
};

}  // namespace tilbage::core
