// Mails that wait (core/ports/mail_outbox.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/mail_outbox.h"

namespace tilbage::adapters::sql {

class SqlMailOutbox final : public core::MailOutbox {
public:
    explicit SqlMailOutbox(Database& database) : database_(database) {}
    base::Result<void> add(const core::Mail& mail, base::TimePoint now) override;
    // Drops what is of no use any more.
    base::Result<std::vector<core::QueuedMail>> due(base::TimePoint now, int count) override;
    base::Result<bool> claim(std::int64_t id, base::TimePoint now) override;
    base::Result<std::int64_t> reminders_waiting() override;
    base::Result<void> remove(std::int64_t id) override;
    base::Result<void> retry_at(std::int64_t id, base::TimePoint when) override;

private:
    base::Result<void> drop_useless(base::TimePoint now);
    Database& database_;
};

}  // namespace tilbage::adapters::sql
