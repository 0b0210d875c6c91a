#include "adapters/sql/expiry_reminder_store.h"

#include "adapters/sql/person_rows.h"

namespace tilbage::adapters::sql {
namespace {

// Who is due is found in the index alone; the rows of those who are given are read, and no other.
const std::string kDue = "SELECT " + person_columns() +
                         " FROM people WHERE id IN (SELECT id FROM people INDEXED BY people_by_password_expiry "
                         "WHERE tenant_id = $1 AND password_expires_at >= $2 AND password_expires_at < $3 "
                         "AND (password_expires_at, id) > ($5, $6) AND active = 1 AND NOT EXISTS (SELECT 1 FROM "
                         "expiry_reminders AS told WHERE told.person_id = people.id "
                         "AND told.expires_at = people.password_expires_at AND told.day <= $4) "
                         "ORDER BY password_expires_at, id LIMIT $7) ORDER BY password_expires_at, id";

base::Result<void> done_or_error(const base::Result<QueryResult>& done) {
    if (!done) return base::fail(done.error());
    return {};
}

}  // namespace

base::Result<std::vector<core::Person>> SqlExpiryReminderStore::due(const core::TenantId& tenant,
                                                                    const core::ReminderWindow& window,
                                                                    const std::optional<core::ReminderCursor>& after,
                                                                    int count) {
    const auto place = after.value_or(core::ReminderCursor{.expires_at = window.from, .person = {}});
    const auto found =
        database_.read(kDue, {tenant.str(), millis(window.from), millis(window.until), std::int64_t{window.day},
                              millis(place.expires_at), place.person.str(), std::int64_t{count}});
    if (!found) return base::fail(found.error());
    std::vector<core::Person> people;
    for (const Row& row : found->rows) people.push_back(read_person(row));
    return people;
}

base::Result<void> SqlExpiryReminderStore::record(const core::Person& person, base::TimePoint expires_at, int day,
                                                  base::TimePoint now) {
    return done_or_error(
        database_.write("INSERT INTO expiry_reminders (person_id, expires_at, day, told_at) VALUES ($1, $2, $3, $4) "
                        "ON CONFLICT (person_id, expires_at) DO UPDATE SET day = min(day, $3), told_at = $4",
                        {person.id.str(), millis(expires_at), std::int64_t{day}, millis(now)}));
}

base::Result<core::ReminderRuns> SqlExpiryReminderStore::runs(const core::TenantId& tenant) {
    const auto found =
        database_.read("SELECT open, total, ended_at FROM expiry_reminder_runs WHERE tenant_id = $1", {tenant.str()});
    if (!found) return base::fail(found.error());
    core::ReminderRuns runs;
    if (found->rows.empty()) return runs;
    const Row& row = found->rows.front();
    runs.open = row.integer(0);
    runs.total = row.integer(1);
    if (!row.is_null(2)) runs.ended_at = row.time(2);
    return runs;
}

base::Result<void> SqlExpiryReminderStore::set_runs(const core::TenantId& tenant, const core::ReminderRuns& runs) {
    return done_or_error(
        database_.write("INSERT INTO expiry_reminder_runs (tenant_id, open, total, ended_at) VALUES ($1, $2, $3, $4) "
                        "ON CONFLICT (tenant_id) DO UPDATE SET open = $2, total = $3, ended_at = $4",
                        {tenant.str(), runs.open, runs.total, millis(runs.ended_at)}));
}

base::Result<void> SqlExpiryReminderStore::purge(base::TimePoint before) {
    const auto any = database_.read("SELECT 1 FROM expiry_reminders WHERE expires_at < $1 LIMIT 1", {millis(before)});
    if (!any) return base::fail(any.error());
    if (any->rows.empty()) return {};
    return done_or_error(database_.write("DELETE FROM expiry_reminders WHERE expires_at < $1", {millis(before)}));
}

}  // namespace tilbage::adapters::sql
