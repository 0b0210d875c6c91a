#include "adapters/sql/mail_outbox.h"

namespace tilbage::adapters::sql {
namespace {

core::QueuedMail read_mail(const Row& row) {
    return {.id = row.integer(0),
            .mail = {.to = row.text(1),
                     .subject = row.text(2),
                     .text = row.text(3),
                     .html = row.text(4),
                     .useful_until = row.time(5)},
            .attempts = static_cast<int>(row.integer(6))};
}

base::Result<void> done_or_error(const base::Result<QueryResult>& done) {
    if (!done) return base::fail(done.error());
    return {};
}

}  // namespace

base::Result<void> SqlMailOutbox::add(const core::Mail& mail, base::TimePoint now) {
    return done_or_error(
        database_.write("INSERT INTO mails (recipient, subject, body_text, body_html, useful_until, due_at, attempts) "
                        "VALUES ($1, $2, $3, $4, $5, $6, 0)",
                        {mail.to, mail.subject, mail.text, mail.html, millis(mail.useful_until), millis(now)}));
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
        "SELECT id, recipient, subject, body_text, body_html, useful_until, attempts FROM mails "
        "WHERE due_at <= $1 AND useful_until > $1 ORDER BY due_at, id LIMIT $2",
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
