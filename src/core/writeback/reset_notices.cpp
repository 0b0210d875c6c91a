#include "core/writeback/reset_notices.h"

#include "core/identity/mail_address.h"
#include "core/identity/mail_addresses_of.h"

namespace tilbage::core {
namespace {

constexpr std::chrono::hours kUseful{48};

}  // namespace

base::Result<void> ResetNotices::send(const TenantId& tenant_id, const PersonId& person_id) {
    const auto person = ports_.people.find(tenant_id, person_id);
    if (!person) return base::fail(person.error());
    const auto tenant = ports_.tenants.find(tenant_id);
    if (!tenant) return base::fail(tenant.error());
    if (!*person || !*tenant) return {};
    const auto policy = ports_.policies.read(tenant_id);
    if (!policy) return base::fail(policy.error());
    if (policy->notify_people)
        if (const auto told = tell_person(**tenant, **person); !told) return told;
    return policy->notify_administrators ? tell_administrators(**tenant, **person) : base::Result<void>{};
}

base::Result<void> ResetNotices::tell_person(const Tenant& tenant, const Person& person) {
    const auto mail = ports_.texts.reset_notice({.locale = person.preferred_language,
                                                 .tenant_name = tenant.display_name,
                                                 .user_name = person.user_name,
                                                 .at = ports_.clock.now()});
    for (const auto& address : mail_addresses_of(person))
        if (const auto added = add(mail, address); !added) return added;
    return {};
}

// Administrators whose user name is no mail address have said nowhere where to reach them.
base::Result<void> ResetNotices::tell_administrators(const Tenant& tenant, const Person& person) {
    const auto administrator = ports_.administrators.find_by_user_name(tenant.id, person.user_name);
    if (!administrator) return base::fail(administrator.error());
    if (!*administrator) return {};
    const auto all = ports_.administrators.list(tenant.id);
    if (!all) return base::fail(all.error());
    const auto mail = ports_.texts.administrator_notice(
        {.locale = {}, .tenant_name = tenant.display_name, .user_name = person.user_name, .at = ports_.clock.now()});
    for (const auto& [one, second_factor] : *all) {
        if (!one.has(Role::global_administrator) || !is_mail_address(one.user_name)) continue;
        if (const auto added = add(mail, one.user_name); !added) return added;
    }
    return {};
}

base::Result<void> ResetNotices::add(Mail mail, const std::string& to) {
    const auto now = ports_.clock.now();
    mail.to = to;
    mail.useful_until = now + kUseful;
    return ports_.outbox.add(mail, now);
}

}  // namespace tilbage::core
