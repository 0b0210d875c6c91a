#include "core/sspr/session_in_force.h"

#include <algorithm>

#include "core/sspr/integration_gate.h"
#include "core/sspr/session_token.h"

namespace tilbage::core {
namespace {

bool is_proven(const ResetSession& session, MethodKind kind) {
    return std::ranges::find(session.proven, kind) != session.proven.end();
}

MethodKinds both(const MethodKinds& left, const MethodKinds& right) {
    MethodKinds kinds;
    std::ranges::set_intersection(left, right, std::inserter(kinds, kinds.end()));
    return kinds;
}

}  // namespace

const UsableMethod* SessionInForce::usable_of(MethodKind kind) const {
    const auto found = std::ranges::find(usable, kind, &UsableMethod::kind);
    return person && found != usable.end() ? &*found : nullptr;
}

Answer<SessionInForce> SessionDesk::open(const std::string& session_token) const {
    auto session = open_session(ports_.sessions, session_token, ports_.clock.now());
    if (!session) return refuse(session.error());
    auto in_force = look(std::move(*session));
    if (!in_force) return in_force;
    if (!in_force->person && !in_force->session.proven.empty()) return refuse(RefusalCode::session_missing);
    auto now_so = settled(in_force->session, in_force->rules);
    if (now_so.step == in_force->session.step) return in_force;
    return keep(std::move(*in_force), std::move(now_so));
}

Answer<SessionInForce> SessionDesk::look(ResetSession session) const {
    const auto integration = enabled_integration(ports_.integration, session.tenant_id);
    if (!integration) return refuse(integration.error());
    const auto id = session.person_id.value_or(PersonId(base::new_uuid(ports_.random)));
    auto person = ports_.people.find(session.tenant_id, id);
    if (!person) return refuse(person.error());
    auto policy = policy_in_force(ports_.eligibility, session.tenant_id, *person);
    if (!policy) return refuse(policy.error());
    const auto registered = ports_.methods.list(session.tenant_id, id);
    if (!registered) return refuse(registered.error());

    SessionInForce in_force;
    in_force.rules = {.methods_required = policy->policy.methods_required,
                      .allowed = policy->policy.methods,
                      .carried_out = means_.methods.kinds(),
                      .unlock_allowed = integration->unlock_allowed};
    in_force.methods_told = policy->methods_of_others;
    const auto needed = static_cast<std::size_t>(in_force.rules.methods_required);
    in_force.usable = usable_methods(person->value_or(Person{}), *registered, policy->policy,
                                     {.carried_out = in_force.rules.carried_out,
                                      .use_work_mail = means_.settings.use_work_mail,
                                      .now = ports_.clock.now()});
    in_force.offered =
        decoy_methods(means_.key, session.counting_key, both(in_force.rules.allowed, in_force.rules.carried_out),
                      static_cast<int>(needed), means_.shares.of(session.tenant_id));
    const bool may = *person && (*person)->active && (*person)->from_directory() && policy->may_reset &&
                     (in_force.usable.size() >= needed || !session.proven.empty());
    if (may) {
        in_force.person = std::move(*person);
        in_force.offered.clear();
        for (const auto& method : in_force.usable) in_force.offered.push_back({method.kind, hint_of(method)});
    }
    in_force.policy = std::move(policy->policy);
    in_force.session = std::move(session);
    return in_force;
}

Answer<SessionInForce> SessionDesk::keep(SessionInForce in_force, ResetSession changed) const {
    const auto saved = ports_.sessions.save(changed);
    if (!saved) return refuse(saved.error());
    if (!*saved) return refuse(RefusalCode::wrong_step);
    in_force.session = std::move(changed);
    ++in_force.session.version;
    return in_force;
}

SessionState state_of(const SessionInForce& in_force) {
    const auto& session = in_force.session;
    SessionState state;
    state.expires_at = session.expires_at;
    state.step = step_of(session, in_force.rules);
    state.unlock_offered = in_force.rules.unlock_allowed;
    state.intent = session.intent;
    const auto proven = proven_count(session, in_force.rules);
    state.of = std::max(proven == 0 ? in_force.methods_told : in_force.rules.methods_required, 1);
    state.number = std::min(proven + 1, state.of);
    for (const auto& method : in_force.offered) {
        if (!is_proven(session, method.kind)) state.methods.push_back(method);
    }
    if (enough_proven(session, in_force.rules) && in_force.person) state.user_name = in_force.person->user_name;
    if (session.step == SessionStep::submitting || session.step == SessionStep::ended)
        state.request = session.request_id;
    return state;
}

}  // namespace tilbage::core
