#include "core/account/revoke_sessions.h"

#include <fmt/format.h>

#include "core/methods/person_in_reach.h"
#include "core/sspr/administrators_write.h"
#include "core/sspr/step.h"

namespace tilbage::core {

Answer<void> RevokeSessions::run(const Principal& administrator, const PersonId& person_id) {
    return in_one_step<void>(ports_.unit_of_work, [&]() -> Answer<void> {
        const auto found = person_in_reach(ports_.people, ports_.eligibility, administrator, person_id);
        if (!found) return refuse(found.error());
        const auto now = ports_.clock.now();
        const auto counted = count_administrators_write(ports_.attempts, administrator, person_id, now);
        if (!counted) return refuse(counted.error());
        const auto ended = ports_.sessions.end_all_of(person_id, RequestId());
        if (!ended) return refuse(ended.error());
        AuditRecord record;
        record.tenant_id = administrator.tenant_id;
        record.at = now;
        record.actor = "administrator:" + administrator.administrator_id.str();
        record.action = "account.sessions_revoked";
        record.target = "person:" + person_id.str();
        record.result = "succeeded";
        record.correlation_id = person_id.str();
        record.details = fmt::format(R"({{"sessions":{}}})", *ended);
        return answered(ports_.audit.append(record));
    });
}

}  // namespace tilbage::core
