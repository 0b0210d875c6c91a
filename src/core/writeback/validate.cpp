#include "core/writeback/validate.h"

#include <algorithm>

#include "core/writeback/lockout_margin.h"
#include "core/writeback/look_up_person.h"
#include "core/writeback/seal_binding.h"

namespace tilbage::core {
namespace {

Validated told(Reason reason, std::string note = {}) {
    return {{.reason = reason, .details = {}, .description = {}}, std::move(note)};
}

Reason reason_of(SignIn sign_in) {
    switch (sign_in) {
        case SignIn::ok:
            return Reason::succeeded;
        case SignIn::wrong:
            return Reason::current_password_wrong;
        case SignIn::must_change:
            return Reason::password_must_change;
        case SignIn::expired_password:
            return Reason::password_expired;
        case SignIn::disabled:
            return Reason::account_disabled;
        case SignIn::expired_account:
            return Reason::account_expired;
        case SignIn::not_now:
            return Reason::not_allowed_now;
        case SignIn::not_here:
            return Reason::not_allowed_here;
        case SignIn::locked:
            return Reason::account_locked;
        case SignIn::other:
            return Reason::sign_in_refused;
    }
    return Reason::sign_in_refused;
}

Description description_of(const DirectoryPerson& person, const PasswordPolicy& policy) {
    Description description;
    description.policy = policy;
    description.locked = person.locked;
    description.disabled = person.disabled;
    description.expired = person.expired;
    return description;
}

}  // namespace

Validated Validate::run(const Request& request, const AgentRules& rules) {
    const auto& binding = request.binding;
    const auto now = world_.clock.now();
    const auto earlier = seen_.with([&](Memory& memory) -> std::optional<Validated> {
        std::erase_if(memory,
                      [&](const auto& entry) { return base::to_seconds(now) >= entry.second.binding.expires_at; });
        // Until the directory has answered, a second delivery learns that nobody knows.
        const auto [entry, is_new] = memory.emplace(binding.request_id, Seen{binding, told(Reason::outcome_unknown)});
        if (is_new) return std::nullopt;
        return entry->second.binding == binding ? entry->second.answer : told(Reason::replayed);
    });
    if (earlier) return *earlier;
    auto answer = request.redelivered ? told(Reason::outcome_unknown) : ask(request, rules);
    seen_.with([&](Memory& memory) {
        const auto found = memory.find(binding.request_id);
        if (found != memory.end()) found->second.answer = answer;
    });
    return answer;
}

Validated Validate::ask(const Request& request, const AgentRules& rules) {
    const auto now = world_.clock.now();
    const bool late = now >= request.deadline || base::to_seconds(now) >= request.binding.expires_at;
    if (late) return told(Reason::deadline_passed);
    auto person = look_up_person(world_.joined, world_.directory, request.binding.source_anchor, Reading::to_tell);
    if (!person && person.error().reason == Reason::user_not_found) return nobody();
    if (!person) return told(person.error().reason, std::move(person.error().note));
    if (auto refusal = refuse_person(*person, Kind::validate, world_.joined.scope(), rules)) {
        return {std::move(*refusal), {}};
    }
    const auto policy = world_.directory.read_policy(*person);
    if (!policy) return told(Reason::directory_unavailable, policy.error().message);
    auto answer = sign_in(request, *person, *policy);
    answer.outcome.description = description_of(*person, *policy);
    return answer;
}

// Strangers' names come here too. That the directory is away is told for them as it is for everybody else.
Validated Validate::nobody() {
    const auto answers = world_.directory.directory_time();
    return answers ? told(Reason::user_not_found) : told(Reason::directory_unavailable, answers.error().message);
}

Validated Validate::sign_in(const Request& request, const DirectoryPerson& person, const PasswordPolicy& policy) {
    const auto failures = failures_that_count(person, policy);
    if (!failures) return told(Reason::directory_unavailable, failures.error().message);
    const int threshold = policy.lockout_threshold.value_or(0);
    if (threshold > 0 && *failures >= wrong_passwords_let_through(threshold)) return told(Reason::too_many_failures);

    const auto opened = open_seal(request.sealed.value_or(std::string()), request.binding, world_.keys);
    if (!opened) return told(opened.error());
    const auto password = PasswordText::from_utf8(opened->current);
    // What cannot be a password is a wrong one, and costs no try. An empty one above all: a bind with it would succeed
    // as nobody's (RFC 4513 §5.1.2).
    if (!password) return told(Reason::current_password_wrong);
    const auto answer = world_.directory.verify_password(person, *password, request.deadline);
    if (!answer) return told(Reason::directory_unavailable, answer.error().message);
    auto result = told(reason_of(*answer));
    if (*answer == SignIn::wrong && threshold > 0) {
        result.outcome.details.tries_left = std::max(0, threshold - *failures - 1);
    }
    return result;
}

// badPwdCount stands until the next sign-in; it counts while its last failure is younger than the observation window
// (MS-SAMR 3.1.1.8.10).
base::Result<int> Validate::failures_that_count(const DirectoryPerson& person, const PasswordPolicy& policy) {
    if (person.bad_password_count == 0 || !policy.lockout_window_seconds) return person.bad_password_count;
    const auto now = world_.directory.directory_time();
    if (!now) return base::fail(now.error());
    const bool fresh = *now - person.bad_password_at < std::chrono::seconds(*policy.lockout_window_seconds);
    return fresh ? person.bad_password_count : 0;
}

}  // namespace tilbage::core
