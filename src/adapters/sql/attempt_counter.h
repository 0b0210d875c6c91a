// Attempts (core/ports/attempt_counter.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/attempt_counter.h"

namespace tilbage::adapters::sql {

class SqlAttemptCounter final : public core::AttemptCounter {
public:
    explicit SqlAttemptCounter(Database& database) : database_(database) {}
    base::Result<core::AttemptVerdict> count(const core::AttemptLimit& limit, const std::string& key,
                                             base::TimePoint now) override;
    base::Result<core::AttemptVerdict> peek(const core::AttemptLimit& limit, const std::string& key,
                                            base::TimePoint now) override;
    base::Result<void> give_back(const core::AttemptLimit& limit, const std::string& key, base::TimePoint now) override;
    base::Result<void> clear(const core::AttemptLimit& limit, const std::string& key) override;
    base::Result<void> purge(base::TimePoint now) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
