#include "tenant/compose_mail.h"

#include "tenant/log_events.h"
#include "tenant/smtp_options.h"

namespace tilbage::tenant {

MailService::MailService(const Shared& shared, const MailConfig& config)
    : shared_(shared),
      smtp_(smtp_options(config)),
      worker_({shared.outbox,
               shared.clock,
               shared.random,
               {config.from, config.from_address},
               [this](const auto& from, const auto& to, const auto& message) { return smtp_.send(from, to, message); },
               [this](const base::Error&) { record_loss(); }}) {}

void MailService::record_loss() {
    const auto tenants = shared_.tenants.all();
    if (!tenants || tenants->empty()) return;
    core::AuditRecord record;
    record.tenant_id = tenants->front().id;
    record.at = shared_.clock.now();
    record.actor = "operator";
    record.action = "mail.send";
    record.result = "given_up";
    record.details = "{}";
    if (const auto written = shared_.audit.append(record); !written) {
        base::log(events::kMailStoreFailed, {{"error", written.error().message}});
    }
}

}  // namespace tilbage::tenant
