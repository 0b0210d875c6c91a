#include "core/oidc/application_audit.h"

namespace tilbage::core {

AuditRecord application_record(const ApplicationEvent& event, base::TimePoint now) {
    AuditRecord record;
    record.tenant_id = event.tenant;
    record.at = now;
    record.target = "person:" + event.person.str();
    record.actor = record.target;
    record.action = event.action;
    record.result = event.result;
    record.correlation_id = event.correlation;
    record.details = R"({"application":")" + event.application.str() + R"("})";
    return record;
}

}  // namespace tilbage::core
