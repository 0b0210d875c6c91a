#include "adapters/sql/mail_outbox.h"

namespace tilbage::adapters::sql {
namespace {

core::QueuedMail read_mail(const Row& row) {
    core::QueuedMail queued{.id = row.integer(0),
                            .mail = {.to = row.text(1),
                                     .subject = row.text(2),
                                     .text = row.text(3),
                                     .html = row.text(4),
                                     .useful_until = row.time(5)},
                            .attempts = static_cast<int>(row.integer(6))};
    if (!row.is_null(7)) queued.mail.reminds_of = {.person = core::PersonId(row.text(7)), .expires_at = row.time(8)};
    return queued;
}

base::Result<void> done_or_error(const base::Result<QueryResult>& done) {
    if (!done) return base::fail(done.error());
    return {};
}

}  // namespace

base::Result<void> SqlMailOutbox::add(const core::Mail& mail, base::TimePoint now) {
    const auto& reminds = mail.reminds_of;
    if (reminds) {
        const auto replaced = database_.write("DELETE FROM mails WHERE reminds_person = $1 AND recipient = $2",
                                              {reminds->person.str(), mail.to});
        if (!replaced) return base::fail(replaced.error());
    }
    return done_or_error(database_.write(
        "INSERT INTO mails (recipient, subject, body_text, body_html, useful_until, due_at, attempts, reminds_person, "
        "reminds_expiry) VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8)",
        {mail.to, mail.subject, mail.text, mail.html, millis(mail.useful_until), millis(now),
         reminds ? Value(reminds->person.str()) : Value(Null{}),
         reminds ? Value(millis(reminds->expires_at)) : Value(Null{})}));
}

base::Result<bool> SqlMailOutbox::claim(std::int64_t id, base::TimePoint now) {
    return database_.write([&](Connection& connection) -> base::Result<bool> {
        const auto untrue = connection.query(
            "DELETE FROM mails WHERE id = $1 AND reminds_person IS NOT NULL AND NOT EXISTS (SELECT 1 FROM people "
            "JOIN password_reset_policies AS policy ON policy.tenant_id = people.tenant_id "
            "WHERE people.id = reminds_person AND active = 1 AND password_expires_at = reminds_expiry "
            "AND json_extract(policy.expiry_reminders, '$.enabled'))",
            {id});
        if (!untrue) return base::fail(untrue.error());
        // Who was first has moved it away from `now`.
        const auto claimed = connection.query("UPDATE mails SET due_at = $3 WHERE id = $1 AND due_at <= $2",
                                              {id, millis(now), millis(now + core::kMailClaim)});
        if (!claimed) return base::fail(claimed.error());
        return claimed->affected == 1;
    });
}

base::Result<std::int64_t> SqlMailOutbox::reminders_waiting() {
    const auto found = database_.read("SELECT count(*) FROM mails WHERE reminds_person IS NOT NULL");
    if (!found) return base::fail(found.error());
    return found->rows.front().integer(0);
}

// Looks before it writes: the outbox is polled, and mostly there is nothing.
base::Result<void> SqlMailOutbox::drop_useless(base::TimePoint now) {
    auto any = database_.read("SELECT 1 FROM mails WHERE useful_until <= $1 LIMIT 1", {millis(now)});
    if (!any) return base::fail(any.error());
    if (any->rows.empty()) return {};
    return done_or_error(database_.write("DELETE FROM mails WHERE useful_until <= $1", {millis(now)}));
}

base::Result<std::vector<core::QueuedMail>> SqlMailOutbox::due(base::TimePoint now, int count) {
    if (auto dropped = drop_useless(now); !dropped) return base::fail(dropped.error());
    auto found = database_.read(
        "SELECT id, recipient, subject, body_text, body_html, useful_until, attempts, reminds_person, "
        "reminds_expiry FROM mails WHERE due_at <= $1 AND useful_until > $1 "
        "ORDER BY reminds_person IS NOT NULL, due_at, id LIMIT $2",
        {millis(now), std::int64_t{count > 0 ? count : 0}});
    if (!found) return base::fail(found.error());
    std::vector<core::QueuedMail> mails;
    for (const Row& row : found->rows) mails.push_back(read_mail(row));
    return mails;
}

base::Result<void> SqlMailOutbox::remove(std::int64_t id) {
    return done_or_error(database_.write("DELETE FROM mails WHERE id = $1", {id}));
}

base::Result<void> SqlMailOutbox::retry_at(std::int64_t id, base::TimePoint when) {
    return done_or_error(
        database_.write("UPDATE mails SET attempts = attempts + 1, due_at = $2 WHERE id = $1", {id, millis(when)}));
}

}  // namespace tilbage::adapters::sql
