#include "core/helpdesk/helpdesk_audit.h"

namespace tilbage::core {

AuditRecord helpdesk_record(const Principal& administrator, const PersonId& person, std::string_view action,
                            std::string_view result, std::string details, base::TimePoint now) {
    AuditRecord record;
    record.tenant_id = administrator.tenant_id;
    record.at = now;
    record.actor = "administrator:" + administrator.administrator_id.str();
    record.action = action;
    record.target = "person:" + person.str();
    record.result = result;
    record.correlation_id = person.str();
    record.details = std::move(details);
    return record;
}

}  // namespace tilbage::core
