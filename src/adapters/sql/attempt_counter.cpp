#include "adapters/sql/attempt_counter.h"

#include <algorithm>

namespace tilbage::adapters::sql {
namespace {

struct Counted {
    std::int64_t attempts = 0;
    base::TimePoint window_ends{};
    base::TimePoint blocked_until{};
};

// What stands there now; nothing counted yet, or a window and a block that are over, is a fresh start.
base::Result<Counted> current(Connection& connection, const core::AttemptLimit& limit, const std::string& key,
                              base::TimePoint now) {
    auto found = connection.query(
        "SELECT attempts, window_ends, blocked_until FROM attempts WHERE limit_name = $1 AND counted_key = $2",
        {limit.name, key});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return Counted{.window_ends = now + limit.window};
    const Row& row = found->rows.front();
    const Counted counted{.attempts = row.integer(0), .window_ends = row.time(1), .blocked_until = row.time(2)};
    if (counted.window_ends <= now && counted.blocked_until <= now) return Counted{.window_ends = now + limit.window};
    return counted;
}

// Whole seconds, rounded up: who waits that long is let in.
std::chrono::seconds wait_until(base::TimePoint when, base::TimePoint now) {
    return std::max(std::chrono::ceil<std::chrono::seconds>(when - now), std::chrono::seconds(1));
}

core::AttemptVerdict refused(const Counted& counted, base::TimePoint now) {
    return {.allowed = false,
            .left = 0,
            .retry_after = wait_until(std::max(counted.window_ends, counted.blocked_until), now)};
}

core::AttemptVerdict allowed(const core::AttemptLimit& limit, const Counted& counted) {
    return {.allowed = true, .left = limit.limit - static_cast<int>(counted.attempts), .retry_after = {}};
}

base::Result<void> keep(Connection& connection, const core::AttemptLimit& limit, const std::string& key,
                        const Counted& counted) {
    auto done = connection.query(
        "INSERT INTO attempts (limit_name, counted_key, attempts, window_ends, blocked_until) VALUES ($1, $2, $3, $4, "
        "$5) "
        "ON CONFLICT (limit_name, counted_key) DO UPDATE SET attempts = $3, window_ends = $4, blocked_until = $5",
        {limit.name, key, counted.attempts, millis(counted.window_ends), millis(counted.blocked_until)});
    if (!done) return base::fail(done.error());
    return {};
}

}  // namespace

base::Result<core::AttemptVerdict> SqlAttemptCounter::count(const core::AttemptLimit& limit, const std::string& key,
                                                            base::TimePoint now) {
    return database_.write([&](Connection& connection) -> base::Result<core::AttemptVerdict> {
        auto counted = current(connection, limit, key, now);
        if (!counted) return base::fail(counted.error());
        if (counted->blocked_until > now) return refused(*counted, now);
        const bool had_been_too_many = counted->attempts > limit.limit;
        if (!had_been_too_many) ++counted->attempts;
        const bool too_many = counted->attempts > limit.limit;
        if (too_many && limit.then_block.count() > 0) counted->blocked_until = now + limit.then_block;
        if (!had_been_too_many)
            if (auto kept = keep(connection, limit, key, *counted); !kept) return base::fail(kept.error());
        return too_many ? refused(*counted, now) : allowed(limit, *counted);
    });
}

base::Result<core::AttemptVerdict> SqlAttemptCounter::peek(const core::AttemptLimit& limit, const std::string& key,
                                                           base::TimePoint now) {
    return database_.read([&](Connection& connection) -> base::Result<core::AttemptVerdict> {
        auto counted = current(connection, limit, key, now);
        if (!counted) return base::fail(counted.error());
        const bool too_many = counted->blocked_until > now || counted->attempts >= limit.limit;
        return too_many ? refused(*counted, now) : allowed(limit, *counted);
    });
}

base::Result<void> SqlAttemptCounter::give_back(const core::AttemptLimit& limit, const std::string& key,
                                                base::TimePoint now) {
    auto done = database_.write(
        "UPDATE attempts SET attempts = attempts - 1 "
        "WHERE limit_name = $1 AND counted_key = $2 AND attempts > 0 AND window_ends > $3 AND blocked_until <= $3",
        {limit.name, key, millis(now)});
    if (!done) return base::fail(done.error());
    return {};
}

base::Result<void> SqlAttemptCounter::clear(const core::AttemptLimit& limit, const std::string& key) {
    auto done = database_.write("DELETE FROM attempts WHERE limit_name = $1 AND counted_key = $2", {limit.name, key});
    if (!done) return base::fail(done.error());
    return {};
}

base::Result<void> SqlAttemptCounter::purge(base::TimePoint now) {
    auto done = database_.write("DELETE FROM attempts WHERE window_ends <= $1 AND blocked_until <= $1", {millis(now)});
    if (!done) return base::fail(done.error());
    return {};
}

}  // namespace tilbage::adapters::sql
