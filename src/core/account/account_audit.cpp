#include "core/account/account_audit.h"

#include "base/encoding.h"
#include "core/audit/details.h"

namespace tilbage::core {

AuditRecord sign_in_record(const SignInTicket& ticket, bool proven, std::string_view result,
                           std::string_view address_block, base::TimePoint now) {
    AuditRecord record;
    record.tenant_id = ticket.binding.tenant_id;
    record.at = now;
    record.target = ticket.person_id ? "person:" + ticket.person_id->str() : std::string{};
    record.actor = proven && ticket.person_id ? record.target : "anonymous";
    record.action = "account.sign_in";
    record.result = result;
    record.correlation_id = ticket.binding.request_id.str();
    record.details = proven ? "{}" : R"({"network":)" + quoted(address_block) + "}";
    return record;
}

AuditRecord account_record(const AccountSession& session, std::string_view action, std::string_view result,
                           base::TimePoint now) {
    constexpr std::size_t kCorrelationBytes = 8;
    AuditRecord record;
    record.tenant_id = session.tenant_id;
    record.at = now;
    record.target = "person:" + session.person_id.str();
    record.actor = record.target;
    record.action = action;
    record.result = result;
    // A few bytes of the value's digest tie a session's records together and open nothing.
    record.correlation_id = "account:" + base::to_hex(std::span(session.token).first(kCorrelationBytes));
    record.details = "{}";
    return record;
}

}  // namespace tilbage::core
