// The audit and a unit of work in memory; attempts that are only counted. One thread.
#pragma once

#include <map>
#include <vector>

#include "core/audit/chain.h"
#include "core/ports/attempt_counter.h"
#include "core/ports/audit_log.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::fakes {

class MemoryAuditLog final : public core::AuditLog {
public:
    std::vector<core::StoredAuditRecord> records;

    base::Result<void> append(const core::AuditRecord& record) override {
        const auto sequence = static_cast<std::int64_t>(records.size()) + 1;
        const std::string before(records.empty() ? core::first_link() : std::string_view(records.back().hash));
        records.push_back({sequence, record, core::chain_hash(before, sequence, record)});
        return {};
    }
    base::Result<std::vector<core::StoredAuditRecord>> read(const core::TenantId&, std::int64_t after,
                                                            int count) override {
        std::vector<core::StoredAuditRecord> page;
        for (const auto& one : records)
            if (one.sequence > after && page.size() < static_cast<std::size_t>(count)) page.push_back(one);
        return page;
    }
};

// Runs the work; undoes nothing.
class DirectUnitOfWork final : public core::UnitOfWork {
public:
    base::Result<void> run(const std::function<base::Result<void>()>& work) override { return work(); }
};

// Windows never end.
class MemoryAttemptCounter final : public core::AttemptCounter {
public:
    std::map<std::string, int> counts;  // by name and key, "agent.enrol 192.0.2.0/24"

    base::Result<core::AttemptVerdict> count(const core::AttemptLimit& limit, const std::string& key,
                                             base::TimePoint) override {
        return verdict(limit, ++counts[limit.name + ' ' + key]);
    }
    base::Result<core::AttemptVerdict> peek(const core::AttemptLimit& limit, const std::string& key,
                                            base::TimePoint) override {
        return verdict(limit, counts[limit.name + ' ' + key] + 1);
    }
    base::Result<void> give_back(const core::AttemptLimit& limit, const std::string& key, base::TimePoint) override {
        if (auto& attempts = counts[limit.name + ' ' + key]; attempts > 0) --attempts;
        return {};
    }
    base::Result<void> clear(const core::AttemptLimit& limit, const std::string& key) override {
        counts.erase(limit.name + ' ' + key);
        return {};
    }
    base::Result<void> purge(base::TimePoint) override { return {}; }

private:
    static core::AttemptVerdict verdict(const core::AttemptLimit& limit, int attempt) {
        const bool allowed = attempt <= limit.limit;
        return {.allowed = allowed, .left = allowed ? limit.limit - attempt : 0, .retry_after = limit.window};
    }
};

}  // namespace tilbage::fakes
