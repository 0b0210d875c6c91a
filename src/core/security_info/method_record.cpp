#include "core/security_info/method_record.h"

#include "core/account/account_audit.h"

namespace tilbage::core {

AuditRecord method_record(const AccountSession& session, std::string_view action, MethodKind kind,
                          std::string_view result, base::TimePoint now) {
    auto record = account_record(session, action, result, now);
    record.details = R"({"method":")" + std::string(to_string(kind)) + R"("})";
    return record;
}

}  // namespace tilbage::core
