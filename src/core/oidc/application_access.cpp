#include "core/oidc/application_access.h"

#include <algorithm>

#include "core/account/account_state.h"

namespace tilbage::core {

base::Result<bool> may_sign_in_to(const Application& application, const Person& person, GroupStore& groups) {
    if (application.access == ApplicationAccess::everyone) return true;
    const auto theirs = groups.groups_of(person.tenant_id, {GroupMember::Kind::person, person.id.str()}, true);
    if (!theirs) return base::fail(theirs.error());
    return std::ranges::any_of(*theirs, [&](const Group& group) {
        return std::ranges::find(application.groups, group.id) != application.groups.end();
    });
}

base::Result<std::optional<GrantInForce>> grant_in_force(const ApplicationPorts& ports, const ApplicationGrant& grant) {
    auto application = ports.applications.find(grant.tenant_id, grant.application);
    if (!application) return base::fail(application.error());
    auto person = ports.account.people.find(grant.tenant_id, grant.person);
    if (!person) return base::fail(person.error());
    const bool still_theirs = *application && *person && (*person)->active && (*person)->from_directory() &&
                              !password_set_since(grant.signed_in_at, **person);
    if (!still_theirs || grant.expires_at <= ports.account.clock.now()) return std::nullopt;
    const auto may = may_sign_in_to(**application, **person, ports.account.eligibility.groups);
    if (!may) return base::fail(may.error());
    if (!*may) return std::nullopt;
    return GrantInForce{std::move(**application), std::move(**person)};
}

}  // namespace tilbage::core
