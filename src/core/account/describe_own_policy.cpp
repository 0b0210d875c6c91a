#include "core/account/describe_own_policy.h"

#include "core/sspr/describe_policy.h"
#include "core/sspr/integration_gate.h"

namespace tilbage::core {

void DescribeOwnPolicy::run(const std::string& token, Done done) {
    const auto open = open_account(ports_, token);
    if (!open) return done(refuse(open.error()));
    const auto on = enabled_integration(ports_.integration, open->session.tenant_id);
    if (!on) return done(refuse(on.error()));
    broker_.describe(open->session.tenant_id, open->person.anchor, [done = std::move(done)](const Outcome& outcome) {
        auto description = description_in(outcome);
        if (description) description->history_enforced = description->min_age_enforced = true;
        done(std::move(description));
    });
}

}  // namespace tilbage::core
