#include "core/security_info/security_desk.h"

#include <algorithm>

#include "core/account/limits.h"

namespace tilbage::core {

Registrant OpenSecurityInfo::registrant(std::string method_id, base::TimePoint now) const {
    return {.person = person,
            .policy = in_force.policy,
            .registered = registered,
            .method_id = std::move(method_id),
            .locale = session.locale,
            .tenant_name = tenant_name,
            .now = now};
}

Answer<OpenSecurityInfo> SecurityDesk::open(const std::string& token) const {
    const auto& account = ports_.account;
    auto opened = open_signed_in(account, token);
    if (!opened) return refuse(opened.error());
    OpenSecurityInfo open;
    open.session = std::move(opened->session);
    open.person = std::move(opened->person);
    auto in_force = policy_in_force(account.eligibility, open.person.tenant_id, open.person);
    if (!in_force) return refuse(in_force.error());
    open.in_force = std::move(*in_force);
    auto registered = account.methods.list(open.person.tenant_id, open.person.id);
    if (!registered) return refuse(registered.error());
    open.registered = std::move(*registered);
    const auto tenant = account.tenants.find(open.person.tenant_id);
    if (!tenant) return refuse(tenant.error());
    if (*tenant) open.tenant_name = (*tenant)->display_name;
    return open;
}

Answer<OpenSecurityInfo> SecurityDesk::open_to_change(const std::string& token) const {
    auto opened = open(token);
    if (!opened) return opened;
    const auto age = ports_.account.clock.now() - opened->session.signed_in_at;
    if (age > account_limits::kRecentSignIn) return refuse(RefusalCode::sign_in_too_old);
    return opened;
}

MethodKinds SecurityDesk::offered(const OpenSecurityInfo& open) const {
    MethodKinds kinds;
    if (!open.in_force.may_reset) return kinds;
    for (const auto kind : open.in_force.policy.methods) {
        const auto* registrar = ports_.registrars.find(kind);
        if (registrar == nullptr) continue;
        const auto have = std::ranges::count_if(
            open.registered, [&](const AuthenticationMethod& one) { return one.kind() == kind && !one.locked; });
        if (registrar->at_most() == 1 || have < registrar->at_most()) kinds.insert(kind);
    }
    return kinds;
}

}  // namespace tilbage::core
