// Mails put together: a part of compose.cpp.
#pragma once

#include "adapters/curl/smtp_sender.h"
#include "core/ports/audit_log.h"
#include "core/ports/person_store.h"
#include "tenant/config.h"
#include "tenant/mail/mail_worker.h"

namespace tilbage::tenant {

class MailService {
public:
    // What it shares with the rest of the tenant; all of it outlives it.
    struct Shared {
        core::MailOutbox& outbox;
        core::TenantStore& tenants;
        core::AuditLog& audit;
        const base::Clock& clock;
        base::Random& random;
    };
    MailService(const Shared& shared, const MailConfig& config);
    MailService(const MailService&) = delete;
    MailService& operator=(const MailService&) = delete;

    void wake() { worker_.wake(); }

private:
    void record_loss();

    Shared shared_;
    adapters::curl::SmtpSender smtp_;
    MailWorker worker_;
};

}  // namespace tilbage::tenant
