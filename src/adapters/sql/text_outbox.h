// Text messages that wait (core/ports/text_outbox.h and text_queue.h).
#pragma once

#include "adapters/sql/database.h"
#include "base/random.h"
#include "base/secret.h"
#include "core/ports/text_queue.h"

namespace tilbage::adapters::sql {

class SqlTextOutbox final : public core::TextOutbox, public core::TextQueue {
public:
    // Number and text are sealed under `key` (crypto/secret_box.h). References outlive this object.
    SqlTextOutbox(Database& database, const base::SecretBytes& key, base::Random& random)
        : database_(database), key_(key), random_(random) {}
    base::Result<void> add(const core::TextMessage& message, base::TimePoint now) override;

    base::Result<std::vector<core::QueuedText>> due(base::TimePoint now, int count) override;
    base::Result<bool> begin(const std::string& id, base::TimePoint now) override;
    base::Result<void> retry_at(const std::string& id, base::TimePoint when) override;
    base::Result<void> remove(const std::string& id) override;
    base::Result<std::vector<core::TenantId>> remove_unanswered() override;

private:
    base::Result<void> drop_useless(base::TimePoint now);
    [[nodiscard]] base::Result<core::QueuedText> read(const Row& row) const;
    Database& database_;
    const base::SecretBytes& key_;
    base::Random& random_;
};

}  // namespace tilbage::adapters::sql
