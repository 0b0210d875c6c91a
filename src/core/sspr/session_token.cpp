#include "core/sspr/session_token.h"

namespace tilbage::core {

std::string new_session_token(base::Random& random) { return base::new_token(random); }

crypto::Digest session_key(std::string_view token) { return crypto::sha256(token); }

Answer<ResetSession> any_session(ResetSessionStore& sessions, std::string_view token, base::TimePoint now) {
    if (token.empty()) return refuse(RefusalCode::session_missing);
    auto found = sessions.find(session_key(token), now);
    if (!found) return refuse(found.error());
    if (!*found) return refuse(RefusalCode::session_missing);
    return std::move(**found);
}

Answer<ResetSession> open_session(ResetSessionStore& sessions, std::string_view token, base::TimePoint now) {
    auto session = any_session(sessions, token, now);
    if (session && session->step == SessionStep::ended) return refuse(RefusalCode::session_missing);
    return session;
}

}  // namespace tilbage::core
