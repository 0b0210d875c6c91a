#include "core/sspr/read_session.h"

#include "core/sspr/session_token.h"
#include "core/sspr/step.h"

namespace tilbage::core {

Answer<SessionState> ReadSession::run(const std::string& session_token) {
    return in_one_step<SessionState>(ports_.unit_of_work, [&] { return read(session_token); });
}

Answer<SessionState> ReadSession::read(const std::string& session_token) {
    const auto session = any_session(ports_.sessions, session_token, ports_.clock.now());
    if (!session) return refuse(session.error());
    if (session->step != SessionStep::ended) {
        const auto in_force = desk_.open(session_token);
        if (!in_force) return refuse(in_force.error());
        return state_of(*in_force);
    }
    if (!session->request_id) return refuse(RefusalCode::session_missing);
    const auto request = ports_.requests.find(*session->request_id);
    if (!request) return refuse(request.error());
    const bool succeeded = *request && (*request)->outcome && (*request)->outcome->reason == Reason::succeeded;
    if (!succeeded) return refuse(RefusalCode::session_missing);
    const auto in_force = desk_.look(*session);
    if (!in_force) return refuse(in_force.error());
    return state_of(*in_force);
}

}  // namespace tilbage::core
