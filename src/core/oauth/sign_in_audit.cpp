#include "core/oauth/sign_in_audit.h"

#include "base/encoding.h"

namespace tilbage::core {

AuditRecord sign_in_record(const SignInFlow& flow, std::string_view action, std::string_view result,
                           base::TimePoint now) {
    constexpr std::size_t kCorrelationBytes = 8;
    AuditRecord record;
    record.tenant_id = flow.tenant_id;
    record.at = now;
    const auto who = flow.administrator ? "administrator:" + flow.administrator->str() : std::string{};
    record.actor = flow.signed_in_at ? who : "anonymous";
    record.action = action;
    record.target = who;
    record.result = result;
    record.correlation_id = "sign-in:" + base::to_hex(std::span(flow.flow).first(kCorrelationBytes));
    record.details = std::string(R"({"client":")").append(to_string(flow.client)) + R"(","secondFactor":)" +
                     (flow.second_factor ? "true" : "false") + "}";
    return record;
}

}  // namespace tilbage::core
