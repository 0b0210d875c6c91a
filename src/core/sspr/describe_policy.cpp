#include "core/sspr/describe_policy.h"

#include "core/sspr/step.h"

namespace tilbage::core {

Answer<Description> description_in(const Outcome& outcome) {
    if (outcome.reason == Reason::directory_unavailable) return refuse(RefusalCode::directory_unavailable);
    if (outcome.reason == Reason::agent_unavailable) return refuse(RefusalCode::agent_unavailable);
    if (outcome.reason == Reason::agent_busy) return refuse(RefusalCode::busy);
    if (outcome.reason == Reason::deadline_passed) return refuse(RefusalCode::directory_unavailable);
    return outcome.description.value_or(Description{});
}

void DescribePolicy::run(const std::string& session_token, const Done& done) {
    const auto in_force = in_one_step<SessionInForce>(ports_.unit_of_work, [&] { return desk_.open(session_token); });
    if (!in_force) return done(refuse(in_force.error()));
    if (!enough_proven(in_force->session, in_force->rules) || !in_force->person) {
        return done(refuse(RefusalCode::wrong_step));
    }
    broker_.describe(in_force->session.tenant_id, in_force->person->anchor,
                     [done](const Outcome& outcome) { done(description_in(outcome)); });
}

}  // namespace tilbage::core
