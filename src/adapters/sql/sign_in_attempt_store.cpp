#include "adapters/sql/sign_in_attempt_store.h"

namespace tilbage::adapters::sql {

base::Result<void> SqlSignInAttemptStore::change(std::string_view sql, const std::vector<Value>& parameters) {
    const auto done = database_.write(sql, parameters);
    if (!done) return base::fail(done.error());
    return {};
}

base::Result<std::optional<core::SignInFailures>> SqlSignInAttemptStore::find(const std::string& counting_key) {
    const auto found = database_.read("SELECT attempts, pauses, last_at FROM sign_in_failures WHERE counting_key = $1",
                                      {counting_key});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    const auto& row = found->rows.front();
    return core::SignInFailures{static_cast<int>(row.integer(0)), static_cast<int>(row.integer(1)), row.time(2)};
}

base::Result<void> SqlSignInAttemptStore::put(const std::string& counting_key, const core::SignInFailures& failures) {
    return change(
        "INSERT INTO sign_in_failures (counting_key, attempts, pauses, last_at) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (counting_key) DO UPDATE SET attempts = $2, pauses = $3, last_at = $4",
        {counting_key, std::int64_t{failures.attempts}, std::int64_t{failures.pauses}, millis(failures.last_at)});
}

base::Result<void> SqlSignInAttemptStore::remove(const std::string& counting_key) {
    return change("DELETE FROM sign_in_failures WHERE counting_key = $1", {counting_key});
}

base::Result<std::optional<core::DirectoryLockout>> SqlSignInAttemptStore::directory_lockout(
    const core::TenantId& tenant) {
    const auto found = database_.read(
        "SELECT threshold, window_seconds, heard_at FROM directory_lockouts WHERE tenant_id = $1", {tenant.str()});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    const auto& row = found->rows.front();
    return core::DirectoryLockout{static_cast<int>(row.integer(0)), std::chrono::seconds(row.integer(1)), row.time(2)};
}

base::Result<void> SqlSignInAttemptStore::put_directory_lockout(const core::TenantId& tenant,
                                                                const core::DirectoryLockout& lockout) {
    return change(
        "INSERT INTO directory_lockouts (tenant_id, threshold, window_seconds, heard_at) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (tenant_id) DO UPDATE SET threshold = $2, window_seconds = $3, heard_at = $4",
        {tenant.str(), std::int64_t{lockout.threshold}, std::int64_t{lockout.window.count()},
         millis(lockout.heard_at)});
}

base::Result<void> SqlSignInAttemptStore::purge(base::TimePoint last_before) {
    return change("DELETE FROM sign_in_failures WHERE last_at < $1", {millis(last_before)});
}

}  // namespace tilbage::adapters::sql
