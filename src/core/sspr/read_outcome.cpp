#include "core/sspr/read_outcome.h"

#include <algorithm>

#include "core/sspr/session_token.h"

namespace tilbage::core {

void ReadOutcome::run(const std::string& session_token, const RequestId& id, std::chrono::seconds wait,
                      const Done& done) {
    auto request = find(session_token, id);
    if (!request) return done(refuse(request.error()));
    const auto kind = request->binding.kind;
    const bool on_its_way = request->state == RequestState::accepted || request->state == RequestState::sent;
    if (on_its_way && request->deadline + 2 * kOutcomeGrace < ports_.clock.now()) {
        broker_.give_up(id);  // nobody minded it, after a long stop of the tenant
        request = find(session_token, id);
        if (!request) return done(refuse(request.error()));
    }
    const auto at_most = std::clamp<std::chrono::seconds>(wait, std::chrono::seconds{0}, kLongestWait);
    if (request->outcome || !on_its_way || at_most.count() == 0) {
        return done(RequestProgress{id, kind, request->outcome});
    }
    const auto handle = waiters_.wait(id, at_most, [id, kind, done](std::optional<Outcome> outcome) {
        done(RequestProgress{id, kind, std::move(outcome)});
    });
    // It may have come between the first look and the waiting.
    if (const auto again = ports_.requests.find(id); again && *again && (*again)->outcome) {
        waiters_.resolve(handle, (*again)->outcome);
    }
}

Answer<StoredRequest> ReadOutcome::find(const std::string& session_token, const RequestId& id) {
    const auto session = any_session(ports_.sessions, session_token, ports_.clock.now());
    if (!session) return refuse(session.error());
    auto found = ports_.requests.find(id);
    if (!found) return refuse(found.error());
    if (!*found || (*found)->person_id != session->person_id) return refuse(RefusalCode::not_found);
    return std::move(**found);
}

}  // namespace tilbage::core
