#include "core/sspr/describe_policy.h"

#include "core/sspr/integration_gate.h"
#include "core/sspr/session_token.h"

namespace tilbage::core {
namespace {

Answer<Description> answer_of(const Outcome& outcome) {
    if (outcome.reason == Reason::directory_unavailable) return refuse(RefusalCode::directory_unavailable);
    if (outcome.reason == Reason::agent_unavailable) return refuse(RefusalCode::agent_unavailable);
    if (outcome.reason == Reason::agent_busy) return refuse(RefusalCode::busy);
    if (outcome.reason == Reason::deadline_passed) return refuse(RefusalCode::directory_unavailable);
    return outcome.description.value_or(Description{});
}

}  // namespace

void DescribePolicy::run(const std::string& session_token, const Done& done) {
    const auto session = open_session(ports_.sessions, session_token, ports_.clock.now());
    if (!session) return done(refuse(session.error()));
    if (session->step == SessionStep::identified || !session->person_id) return done(refuse(RefusalCode::wrong_step));
    if (const auto on = enabled_integration(ports_.integration, session->tenant_id); !on) {
        return done(refuse(on.error()));
    }
    const auto person = ports_.people.find(session->tenant_id, *session->person_id);
    if (!person) return done(refuse(person.error()));
    if (!*person || !(*person)->from_directory()) return done(refuse(RefusalCode::session_missing));
    broker_.describe(session->tenant_id, (*person)->anchor,
                     [done](const Outcome& outcome) { done(answer_of(outcome)); });
}

}  // namespace tilbage::core
