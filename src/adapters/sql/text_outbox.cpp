#include "adapters/sql/text_outbox.h"

#include "crypto/secret_box.h"

namespace tilbage::adapters::sql {
namespace {

constexpr std::string_view kPurpose = "text message";

base::Result<void> done_or_error(const base::Result<QueryResult>& done) {
    if (!done) return base::fail(done.error());
    return {};
}

}  // namespace

base::Result<void> SqlTextOutbox::add(const core::TextMessage& message, base::TimePoint now) {
    const auto id = base::new_uuid(random_);
    auto plain = message.to + "\n" + message.text;
    const auto secret = base::SecretBytes::copy_of(plain);
    base::wipe(plain.data(), plain.size());
    const auto sealed = crypto::seal_secret(key_, kPurpose, id, secret, random_);
    if (!sealed) return base::fail(sealed.error());
    return done_or_error(
        database_.write("INSERT INTO texts (id, tenant_id, sealed, useful_until, queued_at, due_at, attempts) "
                        "VALUES ($1, $2, $3, $4, $5, $5, 0)",
                        {id, message.tenant_id.str(), *sealed, millis(message.useful_until), millis(now)}));
}

// Looks before it writes: the outbox is polled, and mostly there is nothing. What is with the provider is left to it.
base::Result<void> SqlTextOutbox::drop_useless(base::TimePoint now) {
    constexpr const char* kWhere = " FROM texts WHERE useful_until <= $1 AND asked_at IS NULL";
    auto any = database_.read(std::string("SELECT 1") + kWhere + " LIMIT 1", {millis(now)});
    if (!any) return base::fail(any.error());
    if (any->rows.empty()) return {};
    return done_or_error(database_.write(std::string("DELETE") + kWhere, {millis(now)}));
}

base::Result<core::QueuedText> SqlTextOutbox::read(const Row& row) const {
    core::QueuedText queued;
    queued.id = row.text(0);
    const auto opened = crypto::open_secret(key_, kPurpose, queued.id, row.bytes(2));
    if (!opened) return base::fail(opened.error());
    const auto plain = opened->open_text();
    const auto end = plain.find('\n');
    if (end == std::string_view::npos) return base::fail(base::ErrorCode::corrupt, "a text without its number");
    queued.message.tenant_id = core::TenantId(row.text(1));
    queued.message.to = plain.substr(0, end);
    queued.message.text = plain.substr(end + 1);
    queued.message.useful_until = row.time(3);
    queued.attempts = static_cast<int>(row.integer(4));
    return queued;
}

base::Result<std::vector<core::QueuedText>> SqlTextOutbox::due(base::TimePoint now, int count) {
    if (auto dropped = drop_useless(now); !dropped) return base::fail(dropped.error());
    auto found = database_.read(
        "SELECT id, tenant_id, sealed, useful_until, attempts FROM texts "
        "WHERE due_at <= $1 AND useful_until > $1 AND asked_at IS NULL ORDER BY due_at, queued_at, rowid LIMIT $2",
        {millis(now), std::int64_t{count > 0 ? count : 0}});
    if (!found) return base::fail(found.error());
    std::vector<core::QueuedText> texts;
    for (const Row& row : found->rows) {
        auto text = read(row);
        if (text) {
            texts.push_back(std::move(*text));
        } else if (auto gone = remove(row.text(0)); !gone) {  // sealed under a key that is no more: nobody can read it
            return base::fail(gone.error());
        }
    }
    return texts;
}

base::Result<bool> SqlTextOutbox::begin(const std::string& id, base::TimePoint now) {
    const auto begun =
        database_.write("UPDATE texts SET asked_at = $2 WHERE id = $1 AND asked_at IS NULL", {id, millis(now)});
    if (!begun) return base::fail(begun.error());
    return begun->affected == 1;
}

base::Result<void> SqlTextOutbox::retry_at(const std::string& id, base::TimePoint when) {
    return done_or_error(database_.write(
        "UPDATE texts SET attempts = attempts + 1, due_at = $2, asked_at = NULL WHERE id = $1", {id, millis(when)}));
}

base::Result<void> SqlTextOutbox::remove(const std::string& id) {
    return done_or_error(database_.write("DELETE FROM texts WHERE id = $1", {id}));
}

base::Result<std::vector<core::TenantId>> SqlTextOutbox::remove_unanswered() {
    return database_.write([](Connection& connection) -> base::Result<std::vector<core::TenantId>> {
        const auto gone = connection.query("DELETE FROM texts WHERE asked_at IS NOT NULL RETURNING tenant_id");
        if (!gone) return base::fail(gone.error());
        std::vector<core::TenantId> whose;
        for (const Row& row : gone->rows) whose.emplace_back(row.text(0));
        return whose;
    });
}

}  // namespace tilbage::adapters::sql
