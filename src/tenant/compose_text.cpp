#include "tenant/compose_text.h"

#include "tenant/log_events.h"
#include "tenant/text/text_provider.h"

namespace tilbage::tenant {
namespace {

std::string_view to_string(TextWorker::Loss loss) {
    switch (loss) {
        case TextWorker::Loss::refused:
            return "refused";
        case TextWorker::Loss::too_late:
            return "too_late";
        case TextWorker::Loss::unknown:
            return "unknown";
    }
    return "unknown";
}

}  // namespace

TextService::TextService(const Shared& shared, const TextConfig& config)
    : shared_(shared), outbox_(shared.database, shared.key, shared.random), provider_(make_text_provider(config)) {
    if (provider_ == nullptr) return;
    worker_ = std::make_unique<TextWorker>(
        TextWorker::Ports{outbox_, *provider_, shared.clock, shared.random,
                          [this](const core::TenantId& tenant, TextWorker::Loss loss) { record_loss(tenant, loss); }});
}

void TextService::wake() {
    if (worker_ != nullptr) worker_->wake();
}

void TextService::record_loss(const core::TenantId& tenant, TextWorker::Loss loss) {
    core::AuditRecord record;
    record.tenant_id = tenant;
    record.at = shared_.clock.now();
    record.actor = "operator";
    record.action = "text.send";
    record.result = "given_up";
    record.details = R"({"why":")" + std::string(to_string(loss)) + R"("})";
    if (const auto written = shared_.audit.append(record); !written) {
        base::log(events::kTextStoreFailed, {{"error", written.error().message}});
    }
}

}  // namespace tilbage::tenant
