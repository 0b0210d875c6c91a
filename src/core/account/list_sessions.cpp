#include "core/account/list_sessions.h"

#include "core/account/account_state.h"
#include "core/account/limits.h"
#include "core/sspr/step.h"

namespace tilbage::core {

Answer<ListedSessions> ListSessions::run(const std::string& token) {
    const auto& account = ports_.account;
    return in_one_step<ListedSessions>(account.unit_of_work, [&]() -> Answer<ListedSessions> {
        const auto open = open_signed_in(account, token);
        if (!open) return refuse(open.error());
        const auto& [own, person] = *open;
        const auto now = account.clock.now();
        const auto found = account.sessions.list(person.id, now, now - account_limits::kSessionIdle);
        if (!found) return refuse(found.error());
        ListedSessions all;
        for (const auto& one : *found) {
            // It is refused at its next call, and nobody is signed in there any more.
            if (password_set_since(one.signed_in_at, person)) continue;
            const bool current = one.token == own.token;
            all.sessions.insert(current ? all.sessions.begin() : all.sessions.end(),
                                {one.id, one.device, one.signed_in_at, one.used_at, current});
        }
        auto applications = applications_of(person);
        if (!applications) return refuse(applications.error());
        all.applications = std::move(*applications);
        return all;
    });
}

base::Result<std::vector<ListedApplication>> ListSessions::applications_of(const Person& person) {
    const auto held = ports_.grants.held_of(person.id, ports_.account.clock.now());
    if (!held) return base::fail(held.error());
    std::vector<ListedApplication> applications;
    for (const auto& one : *held) {
        if (password_set_since(one.signed_in_at, person)) continue;
        const auto known = ports_.applications.find(person.tenant_id, one.application);
        if (!known) return base::fail(known.error());
        if (*known) applications.push_back({one.application, (*known)->display_name, one.signed_in_at});
    }
    return applications;
}

}  // namespace tilbage::core
