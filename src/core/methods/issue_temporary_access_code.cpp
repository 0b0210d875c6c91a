#include "core/methods/issue_temporary_access_code.h"

#include <fmt/format.h>

#include "core/identity/mail_addresses_of.h"
#include "core/methods/person_in_reach.h"
#include "core/methods/printed_code.h"
#include "core/sspr/administrators_write.h"
#include "core/sspr/integration_gate.h"
#include "core/sspr/step.h"

namespace tilbage::core {
namespace {

constexpr std::chrono::hours kNoticeUseful{48};

}  // namespace

Answer<IssuedAccessCode> IssueTemporaryAccessCode::issue(const Principal& administrator, const PersonId& person_id,
                                                         std::chrono::minutes lifetime) {
    return in_one_step<IssuedAccessCode>(ports_.unit_of_work, [&]() -> Answer<IssuedAccessCode> {
        const auto found = person_in_reach(ports_.people, ports_.eligibility, administrator, person_id);
        if (!found) return refuse(found.error());
        if (lifetime < kShortestAccessCode || lifetime > kLongestAccessCode) return refuse(RefusalCode::malformed);
        if (const auto may = may_have_one(found->person, found->policy); !may) return refuse(may.error());
        const auto admitted = ports_.gate.admit(administrator, person_id, CallersAct::temporary_access_code);
        if (!admitted) return refuse(admitted.error());
        const auto counted = count_administrators_write(ports_.attempts, administrator, person_id, ports_.clock.now());
        if (!counted) return refuse(counted.error());
        return put(administrator, found->person, lifetime);
    });
}

Answer<void> IssueTemporaryAccessCode::take_back(const Principal& administrator, const PersonId& person_id) {
    const auto done = in_one_step<bool>(ports_.unit_of_work, [&]() -> Answer<bool> {
        const auto found = person_in_reach(ports_.people, ports_.eligibility, administrator, person_id);
        if (!found) return refuse(found.error());
        const auto removed = remove_older(found->person);
        if (!removed) return removed;
        if (!*removed) return refuse(RefusalCode::not_found);
        const auto noted = record(administrator, found->person, "method.temporary_access_code_removed", "{}");
        if (!noted) return refuse(noted.error());
        return true;
    });
    if (!done) return refuse(done.error());
    return {};
}

Answer<void> IssueTemporaryAccessCode::may_have_one(const Person& person, const PolicyInForce& in_force) {
    if (!person.from_directory()) return refuse(RefusalCode::user_not_found);
    if (!person.active) return refuse(RefusalCode::account_disabled);
    const auto on = enabled_integration(ports_.integration, person.tenant_id);
    if (!on) return refuse(on.error());
    const bool serves = in_force.may_reset && in_force.policy.methods.contains(MethodKind::temporary_access_code);
    if (!serves) return refuse(RefusalCode::kind_not_allowed);
    return {};
}

Answer<IssuedAccessCode> IssueTemporaryAccessCode::put(const Principal& administrator, const Person& person,
                                                       std::chrono::minutes lifetime) {
    if (const auto removed = remove_older(person); !removed) return refuse(removed.error());
    const auto now = ports_.clock.now();
    const IssuedAccessCode issued{new_temporary_access_code(ports_.random), now + lifetime};
    AuthenticationMethod method;
    method.id = base::new_uuid(ports_.random);
    method.tenant_id = person.tenant_id;
    method.person_id = person.id;
    method.data =
        TemporaryAccessCodeMethod{printed_code_digest(key_, MethodKind::temporary_access_code, person.id, issued.code),
                                  issued.expires_at, administrator.administrator_id.str()};
    method.created_at = now;
    method.by_administrator = true;
    if (const auto added = ports_.methods.put(method); !added) return refuse(added.error());
    const auto noted = record(administrator, person, "method.temporary_access_code_issued",
                              fmt::format(R"({{"lifetimeInMinutes":{}}})", lifetime.count()));
    if (!noted) return refuse(noted.error());
    if (const auto told = tell(person, issued.expires_at); !told) return refuse(told.error());
    return issued;
}

Answer<bool> IssueTemporaryAccessCode::remove_older(const Person& person) {
    const auto methods = ports_.methods.list(person.tenant_id, person.id);
    if (!methods) return refuse(methods.error());
    bool served = false;  // one that has expired is taken out, and was none any more
    for (const auto& method : *methods) {
        const auto* code = std::get_if<TemporaryAccessCodeMethod>(&method.data);
        if (code == nullptr) continue;
        const auto removed = ports_.methods.remove(person.tenant_id, method.id);
        if (!removed) return refuse(removed.error());
        served = served || (*removed && code->expires_at > ports_.clock.now());
    }
    return served;
}

base::Result<void> IssueTemporaryAccessCode::record(const Principal& administrator, const Person& person,
                                                    std::string_view action, std::string details) {
    AuditRecord entry;
    entry.tenant_id = person.tenant_id;
    entry.at = ports_.clock.now();
    entry.actor = "administrator:" + administrator.administrator_id.str();
    entry.action = action;
    entry.target = "person:" + person.id.str();
    entry.result = "succeeded";
    entry.correlation_id = person.id.str();
    entry.details = std::move(details);
    return ports_.audit.append(entry);
}

// Whatever the policy says of notices: whoever talks the helpdesk into a code is not to go unnoticed.
base::Result<void> IssueTemporaryAccessCode::tell(const Person& person, base::TimePoint until) {
    const auto tenant = ports_.tenants.find(person.tenant_id);
    if (!tenant) return base::fail(tenant.error());
    if (!*tenant) return {};
    const auto now = ports_.clock.now();
    auto mail = ports_.texts.access_code_notice({.locale = person.preferred_language,
                                                 .tenant_name = (*tenant)->display_name,
                                                 .user_name = person.user_name,
                                                 .at = now,
                                                 .until = until});
    mail.useful_until = now + kNoticeUseful;
    for (const auto& address : mail_addresses_of(person)) {
        mail.to = address;
        if (const auto added = ports_.outbox.add(mail, now); !added) return added;
    }
    return {};
}

}  // namespace tilbage::core
