#include "core/sspr/audit_step.h"

#include "base/encoding.h"

namespace tilbage::core {

AuditRecord session_record(const ResetSession& session, std::string_view action, std::string_view result,
                           base::TimePoint now) {
    constexpr std::size_t kCorrelationBytes = 8;
    AuditRecord record;
    record.tenant_id = session.tenant_id;
    record.at = now;
    const auto person = session.person_id ? "person:" + session.person_id->str() : std::string{};
    const bool proven = session.step == SessionStep::verified || session.step == SessionStep::submitting;
    record.actor = proven && !person.empty() ? person : "anonymous";
    record.action = action;
    record.target = person;
    record.result = result;
    // A few bytes of the token's digest tie a session's records together and open nothing.
    record.correlation_id = "session:" + base::to_hex(std::span(session.token).first(kCorrelationBytes));
    record.details = "{}";
    return record;
}

}  // namespace tilbage::core
