#include "core/sspr/start_session.h"

#include "base/encoding.h"
#include "core/identity/typed_name.h"
#include "core/sspr/audit_step.h"
#include "core/sspr/counting_key.h"
#include "core/sspr/find_tenant.h"
#include "core/sspr/integration_gate.h"
#include "core/sspr/limits.h"
#include "core/sspr/session_token.h"
#include "core/sspr/step.h"

namespace tilbage::core {

Answer<StartedSession> StartSession::run(const StartSessionCommand& command) {
    if (is_blank(command.user_id)) return refuse(RefusalCode::user_id_missing);
    return in_one_step<StartedSession>(ports_.unit_of_work, [&] { return start(command); });
}

Answer<StartedSession> StartSession::start(const StartSessionCommand& command) {
    const auto now = ports_.clock.now();
    if (const auto in = let_in(command); !in) return refuse(in.error());

    const auto user_id = user_id_or_nobody(command.user_id);
    const auto tenant = find_tenant(ports_.tenants, command.realm_hint, user_id);
    if (!tenant) return refuse(tenant.error());
    const auto integration = enabled_integration(ports_.integration, tenant->id);
    if (!integration) return refuse(integration.error());
    const auto person = ports_.people.find_by_user_id(tenant->id, user_id);
    if (!person) return refuse(person.error());

    StartedSession started;
    started.token = new_session_token(ports_.random);
    ResetSession session;
    session.token = session_key(started.token);
    session.tenant_id = tenant->id;
    if (*person) session.person_id = (*person)->id;
    session.counting_key = counting_key(*tenant, *person, user_id);
    session.locale = valid_locale(command.locale);
    session.expires_at = now + limits::kSessionLifetime;
    auto in_force = desk_.look(std::move(session));
    if (!in_force) return refuse(in_force.error());
    if (!in_force->person) in_force->session.person_id.reset();
    if (const auto added = ports_.sessions.add(in_force->session); !added) return refuse(added.error());
    started.state = state_of(*in_force);

    const auto result = in_force->session.person_id ? "succeeded" : "nobody";
    const auto record = session_record(in_force->session, "reset.identify", result, now);
    if (const auto written = ports_.audit.append(record); !written) return refuse(written.error());
    return started;
}

// Before anybody is looked up: whoever it is, the same limit and the same work.
Answer<void> StartSession::let_in(const StartSessionCommand& command) {
    const auto now = ports_.clock.now();
    const auto limit = limits::sessions_per_address();
    const auto so_far = ports_.attempts.peek(limit, command.address_block, now);
    if (!so_far) return refuse(so_far.error());
    if (!so_far->allowed) return refuse_until(so_far->retry_after);
    const auto bits = proof_bits(limit.limit - so_far->left);
    if (bits > 0) {
        bool proven = command.proof && proves_work(means_.key, command.address_block, *command.proof, now);
        if (proven) {
            const auto used = ports_.attempts.count(limits::proofs_used(),
                                                    base::to_hex(crypto::sha256(command.proof->challenge)), now);
            if (!used) return refuse(used.error());
            proven = used->allowed;
        }
        if (!proven) {
            Refusal refusal;
            refusal.code = RefusalCode::proof_needed;
            refusal.challenge = new_challenge(means_.key, command.address_block, bits, now, ports_.random);
            refusal.bits = bits;
            return refuse(std::move(refusal));
        }
    }
    const auto verdict = ports_.attempts.count(limit, command.address_block, now);
    if (!verdict) return refuse(verdict.error());
    if (!verdict->allowed) return refuse_until(verdict->retry_after);
    return {};
}

}  // namespace tilbage::core
