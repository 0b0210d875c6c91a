#include "core/account/account_session.h"

#include "core/account/account_audit.h"
#include "core/account/limits.h"
#include "core/sspr/session_token.h"
#include "core/sspr/step.h"

namespace tilbage::core {

Answer<AccountState> AccountSessions::read(const std::string& token) {
    return in_one_step<AccountState>(ports_.unit_of_work, [&]() -> Answer<AccountState> {
        const auto open = open_account(ports_, token);
        if (!open) return refuse(open.error());
        return state_of(ports_, open->session, open->person);
    });
}

Answer<void> AccountSessions::sign_out(const std::string& token) {
    return in_one_step<void>(ports_.unit_of_work, [&]() -> Answer<void> {
        const auto open = open_account(ports_, token);
        if (!open && open.error().code == RefusalCode::session_missing) return {};
        if (!open) return refuse(open.error());
        const auto now = ports_.clock.now();
        if (const auto removed = ports_.sessions.remove(open->session.token); !removed) return refuse(removed.error());
        return answered(ports_.audit.append(account_record(open->session, "account.sign_out", "succeeded", now)));
    });
}

base::Result<void> AccountSessions::purge() {
    const auto now = ports_.clock.now();
    if (const auto purged = ports_.sessions.purge(now, now - account_limits::kSessionIdle); !purged) return purged;
    return ports_.failures.purge(now - account_limits::kFailuresForgotten);
}

}  // namespace tilbage::core
