#include "core/account/account_state.h"

#include "core/account/interrupt.h"
#include "core/account/limits.h"
#include "core/sspr/session_token.h"

namespace tilbage::core {
namespace {

// The directory's clock is not ours.
constexpr std::chrono::minutes kClockTolerance{1};

}  // namespace

bool password_set_since(base::TimePoint signed_in_at, const Person& person) {
    const auto& set_at = person.on_premises.password_set_at;
    return set_at && *set_at > signed_in_at + kClockTolerance;
}

Answer<AccountState> state_of(const AccountPorts& ports, const AccountSession& session, const Person& person) {
    const auto interrupt = interrupt_for(ports, session, person);
    if (!interrupt) return refuse(interrupt.error());
    return AccountState{session.step,     session.why,         *interrupt,
                        person.user_name, person.display_name, session.expires_at};
}

Answer<OpenAccount> open_account(const AccountPorts& ports, const std::string& token) {
    if (token.empty()) return refuse(RefusalCode::session_missing);
    const auto now = ports.clock.now();
    auto session = ports.sessions.find(session_key(token), now, now - account_limits::kSessionIdle);
    if (!session) return refuse(session.error());
    if (!*session) return refuse(RefusalCode::session_missing);
    auto person = ports.people.find((*session)->tenant_id, (*session)->person_id);
    if (!person) return refuse(person.error());
    const bool still_theirs = *person && (*person)->active && (*person)->from_directory() &&
                              !password_set_since((*session)->signed_in_at, **person);
    if (!still_theirs) {
        if (const auto removed = ports.sessions.remove((*session)->token); !removed) return refuse(removed.error());
        return refuse(RefusalCode::session_missing);
    }
    if (now - (*session)->used_at >= account_limits::kSessionUseGrain) {
        if (const auto noted = ports.sessions.set_used((*session)->token, now); !noted) return refuse(noted.error());
    }
    return OpenAccount{std::move(**session), std::move(**person)};
}

Answer<OpenAccount> open_signed_in(const AccountPorts& ports, const std::string& token) {
    auto open = open_account(ports, token);
    if (open && open->session.step != AccountStep::signed_in) return refuse(RefusalCode::wrong_step);
    return open;
}

Answer<OpenAccount> open_recently_signed_in(const AccountPorts& ports, const std::string& token) {
    auto open = open_signed_in(ports, token);
    if (open && ports.clock.now() - open->session.signed_in_at > account_limits::kRecentSignIn)
        return refuse(RefusalCode::sign_in_too_old);
    return open;
}

}  // namespace tilbage::core
