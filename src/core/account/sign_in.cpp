#include "core/account/sign_in.h"

#include "core/account/account_audit.h"
#include "core/account/limits.h"
#include "core/account/smart_lockout.h"
#include "core/sspr/integration_gate.h"
#include "core/sspr/session_token.h"
#include "core/sspr/step.h"
#include "core/sspr/submit_sealed.h"

namespace tilbage::core {
namespace {

// What an outcome means for the person: a session, or why there is none.
struct Meaning {
    bool proven = false;    // the password is right
    bool evaluated = true;  // the directory looked at it, or would have: the attempt counts
    std::optional<RefusalCode> refusal;
};

constexpr Meaning kIn{.proven = true, .refusal = std::nullopt};

constexpr Meaning kept_out(RefusalCode why) { return {.proven = true, .refusal = why}; }
constexpr Meaning not_asked(RefusalCode why) { return {.evaluated = false, .refusal = why}; }

Meaning meaning_of(Reason reason) {
    switch (reason) {
        case Reason::succeeded:
        case Reason::password_expired:
        case Reason::password_must_change:
            return kIn;
        case Reason::account_disabled:
            return kept_out(RefusalCode::account_disabled);
        case Reason::account_expired:
            return kept_out(RefusalCode::account_expired);
        case Reason::not_allowed_now:
            return kept_out(RefusalCode::not_now);
        case Reason::not_allowed_here:
            return kept_out(RefusalCode::not_here);
        case Reason::writeback_disabled:
            return not_asked(RefusalCode::writeback_disabled);
        case Reason::agent_unavailable:
        case Reason::agent_busy:
            return not_asked(RefusalCode::agent_unavailable);
        case Reason::deadline_passed:
            return not_asked(RefusalCode::directory_unavailable);
        // It may have been asked.
        case Reason::directory_unavailable:
        case Reason::outcome_unknown:
            return {.refusal = RefusalCode::directory_unavailable};
        case Reason::current_password_wrong:
        case Reason::account_locked:
        case Reason::account_protected:
        case Reason::sign_in_refused:
        case Reason::too_many_failures:
        case Reason::user_not_found:
        case Reason::user_out_of_scope:
        case Reason::multiple_matches:
        case Reason::permission_missing:
        case Reason::cannot_open:
        case Reason::replayed:
        case Reason::malformed:
        // Never of a validate:
        case Reason::password_too_short:
        case Reason::password_too_long:
        case Reason::password_not_complex:
        case Reason::password_contains_name:
        case Reason::password_in_history:
        case Reason::password_too_young:
        case Reason::password_banned:
        case Reason::password_refused:
        case Reason::password_malformed:
        case Reason::cannot_change_password:
            break;
    }
    return {.refusal = RefusalCode::sign_in_failed};
}

std::optional<WhyChange> why_change(Reason reason) {
    if (reason == Reason::password_expired) return WhyChange::expired;
    if (reason == Reason::password_must_change) return WhyChange::must_change;
    return std::nullopt;
}

}  // namespace

void AccountSignIn::run(const SignInCommand& command, Done done) {
    const auto began_at = ports_.clock.now();
    auto ticket = in_one_step<SignInTicket>(ports_.unit_of_work, [&] { return accept(command); });
    if (!ticket) return done(refuse(ticket.error()));
    const auto binding = ticket->binding;
    const Attempt attempt{std::move(*ticket), began_at, command.session_token, command.address_block, command.device};
    broker_.validate(binding, command.sealed, [this, attempt, done = std::move(done)](const Outcome& outcome) {
        answer(attempt, outcome, done);
    });
}

Answer<SignInTicket> AccountSignIn::accept(const SignInCommand& command) {
    const auto now = ports_.clock.now();
    const auto verdict = ports_.attempts.count(account_limits::sign_ins_per_address(), command.address_block, now);
    if (!verdict) return refuse(verdict.error());
    if (!verdict->allowed) return refuse_until(verdict->retry_after);
    if (!well_formed(Kind::validate, command.sealed)) return refuse(RefusalCode::malformed);
    auto ticket = ports_.sessions.take_ticket(command.request_id);
    if (!ticket) return refuse(ticket.error());
    if (!*ticket || base::to_seconds(now) >= (*ticket)->binding.expires_at) {
        return refuse(RefusalCode::request_expired);
    }
    const auto on = enabled_integration(ports_.integration, (*ticket)->binding.tenant_id);
    if (!on) return refuse(on.error());
    if (const auto counted = count(**ticket, command.address_block); !counted) return refuse(counted.error());
    return std::move(**ticket);
}

Answer<void> AccountSignIn::count(const SignInTicket& ticket, const std::string& address_block) {
    const auto now = ports_.clock.now();
    const auto lockout = ports_.failures.directory_lockout(ticket.binding.tenant_id);
    if (!lockout) return refuse(lockout.error());
    const auto before = ports_.failures.find(ticket.counting_key);
    if (!before) return refuse(before.error());
    const auto verdict = count_sign_in(*before, *lockout, now);
    if (!verdict.allowed) {
        const auto written =
            ports_.audit.append(sign_in_record(ticket, false, "too_many_attempts", address_block, now));
        if (!written) return refuse(written.error());
        return refuse_until(verdict.retry_after);
    }
    return answered(ports_.failures.put(ticket.counting_key, verdict.counted));
}

void AccountSignIn::answer(const Attempt& attempt, const Outcome& outcome, const Done& done) {
    auto concluded = in_one_step<NewAccountState>(ports_.unit_of_work, [&] { return conclude(attempt, outcome); });
    const bool tells_nothing = !concluded && concluded.error().code == RefusalCode::sign_in_failed;
    if (!tells_nothing) return done(std::move(concluded));
    const auto grain = account_limits::kFailureGrain;
    const auto spent = std::max(ports_.clock.now() - attempt.began_at, base::Millis{0});
    alarms_.after(grain - spent % grain, [done, refusal = concluded.error()] { done(refuse(refusal)); });
}

Answer<NewAccountState> AccountSignIn::conclude(const Attempt& attempt, const Outcome& outcome) {
    const auto now = ports_.clock.now();
    const auto& ticket = attempt.ticket;
    const auto& tenant = ticket.binding.tenant_id;
    if (outcome.description) {
        const auto known = ports_.failures.directory_lockout(tenant);
        if (!known) return refuse(known.error());
        const auto lockout = heard_lockout(*known, outcome.description->policy, now);
        if (lockout && lockout != *known) {
            const auto put = ports_.failures.put_directory_lockout(tenant, *lockout);
            if (!put) return refuse(put.error());
        }
    }
    const auto meaning = meaning_of(outcome.reason);
    const auto written = ports_.audit.append(
        sign_in_record(ticket, meaning.proven, to_string(outcome.reason), attempt.address_block, now));
    if (!written) return refuse(written.error());
    if (meaning.proven) {
        if (const auto cleared = ports_.failures.remove(ticket.counting_key); !cleared) return refuse(cleared.error());
    } else if (!meaning.evaluated) {
        if (const auto taken = take_back(ticket); !taken) return refuse(taken.error());
    }
    if (meaning.refusal) return refuse(*meaning.refusal);
    return open_session(attempt, outcome.reason);
}

// Nobody was asked: the attempt was none.
base::Result<void> AccountSignIn::take_back(const SignInTicket& ticket) {
    auto failures = ports_.failures.find(ticket.counting_key);
    if (!failures) return base::fail(failures.error());
    if (!*failures || (*failures)->attempts == 0) return {};
    --(*failures)->attempts;
    return ports_.failures.put(ticket.counting_key, **failures);
}

Answer<NewAccountState> AccountSignIn::open_session(const Attempt& attempt, Reason reason) {
    const auto& ticket = attempt.ticket;
    const auto person = ports_.people.find(ticket.binding.tenant_id, ticket.person_id.value_or(PersonId{}));
    if (!person) return refuse(person.error());
    // Gone, or disabled, since the ticket was issued.
    if (!*person || !(*person)->from_directory()) return refuse(RefusalCode::sign_in_failed);
    if (!(*person)->active) return refuse(RefusalCode::account_disabled);
    if (!attempt.old_token.empty()) {
        const auto removed = ports_.sessions.remove(session_key(attempt.old_token));
        if (!removed) return refuse(removed.error());
    }
    const auto now = ports_.clock.now();
    NewAccountState opened;
    opened.token = new_session_token(ports_.random);
    AccountSession session;
    session.id = base::new_uuid(ports_.random);
    session.token = session_key(opened.token);
    session.tenant_id = ticket.binding.tenant_id;
    session.person_id = (*person)->id;
    session.counting_key = ticket.counting_key;
    session.locale = ticket.locale;
    session.why = why_change(reason);
    session.device = attempt.device;
    session.step = session.why ? AccountStep::change_password : AccountStep::signed_in;
    session.signed_in_at = now;
    session.used_at = now;
    session.expires_at = now + account_limits::kSessionLifetime;
    if (const auto added = ports_.sessions.add(session); !added) return refuse(added.error());
    auto state = state_of(ports_, session, **person);
    if (!state) return refuse(state.error());
    opened.state = std::move(*state);
    return opened;
}

}  // namespace tilbage::core
