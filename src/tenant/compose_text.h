// Text messages put together: a part of compose.cpp. Only where the configuration names a provider.
#pragma once

#include <memory>

#include "adapters/sql/text_outbox.h"
#include "core/ports/audit_log.h"
#include "tenant/text/text_config.h"
#include "tenant/text/text_worker.h"

namespace tilbage::tenant {

class TextService {
public:
    // What it shares with the rest of the tenant; all of it outlives it.
    struct Shared {
        adapters::sql::Database& database;
        const base::SecretBytes& key;
        core::AuditLog& audit;
        const base::Clock& clock;
        base::Random& random;
    };
    TextService(const Shared& shared, const TextConfig& config);

    // Null: no provider.
    [[nodiscard]] core::TextOutbox* outbox() { return provider_ == nullptr ? nullptr : &outbox_; }
    void wake();

private:
    void record_loss(const core::TenantId& tenant, TextWorker::Loss loss);

    Shared shared_;
    adapters::sql::SqlTextOutbox outbox_;
    std::unique_ptr<core::TextProvider> provider_;
    std::unique_ptr<TextWorker> worker_;
};

}  // namespace tilbage::tenant
