#include "core/helpdesk/caller_gate.h"

#include <fmt/format.h>

#include "core/helpdesk/helpdesk_audit.h"

namespace tilbage::core {

std::string_view to_string(CallersAct act) {
    switch (act) {
        case CallersAct::reset:
            return "reset";
        case CallersAct::unlock:
            return "unlock";
        case CallersAct::temporary_access_code:
            return "temporaryAccessCode";
        case CallersAct::fill_in_method:
            return "method";
    }
    return {};
}

bool above_helpdesk(const Principal& administrator) {
    return administrator.has_any({Role::global_administrator, Role::password_administrator});
}

Answer<void> CallerGate::admit(const Principal& administrator, const PersonId& person, CallersAct act) {
    const auto now = ports_.clock.now();
    const auto found =
        ports_.verifications.find({administrator.tenant_id, administrator.administrator_id, person}, now);
    if (!found) return refuse(found.error());
    const auto record = [&](std::string_view result, std::string_view verified_by) {
        auto details = fmt::format(R"({{"act":"{}","verifiedBy":"{}"}})", to_string(act), verified_by);
        return ports_.audit.append(
            helpdesk_record(administrator, person, "helpdesk.act", result, std::move(details), now));
    };
    if (*found) {
        const auto& kind = (*found)->kind;
        const auto noted = record("succeeded", kind ? to_string(*kind) : "note");
        if (!noted) return refuse(noted.error());
        return {};
    }
    if (above_helpdesk(administrator)) return {};
    const auto policy = ports_.policies.read(administrator.tenant_id);
    if (!policy) return refuse(policy.error());
    if (policy->verify_caller != VerifyCaller::required) return {};
    if (const auto noted = record(to_string(RefusalCode::caller_not_verified), "nothing"); !noted) {
        return refuse(noted.error());
    }
    return refuse(RefusalCode::caller_not_verified);
}

}  // namespace tilbage::core
