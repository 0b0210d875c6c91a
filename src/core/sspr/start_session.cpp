#include "core/sspr/start_session.h"

#include <algorithm>

#include "base/encoding.h"
#include "core/sspr/audit_step.h"
#include "core/sspr/counting_key.h"
#include "core/sspr/find_tenant.h"
#include "core/sspr/integration_gate.h"
#include "core/sspr/limits.h"
#include "core/sspr/session_token.h"
#include "core/sspr/step.h"

namespace tilbage::core {
namespace {

bool is_blank(const std::string& typed) { return typed.find_first_not_of(" \t\r\n") == std::string::npos; }

// Nobody's name, looked up all the same so that it takes the same time.
UserId impossible_user_id(const std::string& typed) {
    return {.form = UserId::Form::bare, .name = "impossible " + base::to_hex(crypto::sha256(typed)), .domain = {}};
}

std::string valid_locale(const std::string& locale) {
    constexpr std::size_t kLongest = 35;  // BCP 47 §4.4.1
    const bool valid =
        locale.size() <= kLongest && std::ranges::all_of(locale, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        });
    return valid ? locale : std::string{};
}

}  // namespace

Answer<StartedSession> StartSession::run(const StartSessionCommand& command) {
    if (is_blank(command.user_id)) return refuse(RefusalCode::user_id_missing);
    return in_one_step<StartedSession>(ports_.unit_of_work, [&] { return start(command); });
}

Answer<StartedSession> StartSession::start(const StartSessionCommand& command) {
    const auto now = ports_.clock.now();
    const auto verdict = ports_.attempts.count(limits::sessions_per_address(), command.address_block, now);
    if (!verdict) return refuse(verdict.error());
    if (!verdict->allowed) return refuse_until(verdict->retry_after);

    const auto user_id = parse_user_id(command.user_id).value_or(impossible_user_id(command.user_id));
    const auto tenant = find_tenant(ports_.tenants, command.realm_hint, user_id);
    if (!tenant) return refuse(tenant.error());
    const auto integration = enabled_integration(ports_.integration, tenant->id);
    if (!integration) return refuse(integration.error());
    const auto person = ports_.people.find_by_user_id(tenant->id, user_id);
    if (!person) return refuse(person.error());

    const auto in_force = policy_in_force(ports_.eligibility, tenant->id, *person);
    if (!in_force) return refuse(in_force.error());

    StartedSession started;
    started.token = new_session_token(ports_.random);
    started.expires_at = now + limits::kSessionLifetime;
    started.unlock_offered = integration->unlock_allowed;
    started.methods = methods_.ids();

    ResetSession session;
    session.token = session_key(started.token);
    session.tenant_id = tenant->id;
    const bool known = *person && (*person)->active && (*person)->from_directory();
    if (known && in_force->may_reset && methods_.any_reaches(**person)) session.person_id = (*person)->id;
    session.counting_key = counting_key(*tenant, *person, user_id);
    session.locale = valid_locale(command.locale);
    session.expires_at = started.expires_at;
    if (const auto added = ports_.sessions.add(session); !added) return refuse(added.error());

    const auto record = session_record(session, "reset.identify", session.person_id ? "succeeded" : "nobody", now);
    if (const auto written = ports_.audit.append(record); !written) return refuse(written.error());
    return started;
}

}  // namespace tilbage::core
