#include "core/writeback/explain_refusal.h"

#include <algorithm>

#include "core/writeback/min_age.h"
#include "core/writeback/password_quality.h"
#include "core/writeback/refusal_text.h"

namespace tilbage::core {
namespace {

Outcome outcome(Reason reason, OutcomeDetails details = {}) {
    return {.reason = reason, .details = std::move(details), .description = {}};
}

// Positive numbers only: 0 switches a rule off.
std::optional<int> in_force(std::optional<int> number) { return number && *number > 0 ? number : std::nullopt; }

Outcome too_young(const PasswordRefusal& refusal, std::optional<base::TimePoint> when) {
    return outcome(Reason::password_too_young,
                   {.min_age_seconds = refusal.policy.min_age_seconds, .may_change_at = when});
}

Outcome not_complex(const CategoryCount& count) {
    return outcome(Reason::password_not_complex, {.categories = std::min(count.at_least, kCategoriesNeeded - 1),
                                                  .categories_needed = kCategoriesNeeded});
}

Outcome in_history(const PasswordRefusal& refusal) {
    return outcome(Reason::password_in_history, {.history_length = in_force(refusal.policy.history_length)});
}

std::optional<base::TimePoint> too_young_until(const PasswordRefusal& refusal) {
    if (!refusal.min_age_enforced || !refusal.directory_time) return std::nullopt;
    return may_change_at(refusal.policy, refusal.person.pwd_last_set, *refusal.directory_time);
}

Outcome as_named(const PasswordRefusal& refusal, const RefusalText& text) {
    switch (text.rule) {
        case NamedRule::length:
            return outcome(Reason::password_too_short,
                           {.min_length = text.min_length ? text.min_length : in_force(refusal.policy.min_length)});
        case NamedRule::complexity:
            return not_complex(count_categories(refusal.next));
        case NamedRule::history:
            return in_history(refusal);
        case NamedRule::min_age:
            return too_young(refusal, std::nullopt);
    }
    return outcome(Reason::password_refused);
}

bool too_short(const PasswordRefusal& refusal) {
    return refusal.policy.min_length && refusal.next.units() < *refusal.policy.min_length;
}

bool holds_name(const PasswordRefusal& refusal) {
    return contains_name(refusal.next, refusal.person.sam_account_name, refusal.person.display_name);
}

// Every rule but history is known and kept.
bool only_history_is_left(const PasswordRefusal& refusal) {
    const auto& policy = refusal.policy;
    const bool length_kept = policy.min_length && !too_short(refusal);
    const bool complexity_kept =
        policy.complexity &&
        (!*policy.complexity || (count_categories(refusal.next).surely_enough() && !holds_name(refusal)));
    const bool age_kept = !refusal.min_age_enforced ||
                          (policy.min_age_seconds && (*policy.min_age_seconds == 0 || refusal.directory_time));
    return length_kept && complexity_kept && age_kept && refusal.no_password_filters;
}

}  // namespace

Outcome explain_refusal(const PasswordRefusal& refusal) {
    if (const auto when = too_young_until(refusal)) return too_young(refusal, when);
    if (const auto named = read_refusal_text(refusal.diagnostic_message)) return as_named(refusal, *named);
    if (too_short(refusal)) return outcome(Reason::password_too_short, {.min_length = refusal.policy.min_length});
    if (refusal.policy.complexity.value_or(false)) {
        const auto count = count_categories(refusal.next);
        if (count.surely_too_few()) return not_complex(count);
        if (holds_name(refusal)) return outcome(Reason::password_contains_name);
    }
    const auto history = refusal.history_enforced ? in_force(refusal.policy.history_length) : std::nullopt;
    if (history && only_history_is_left(refusal)) return in_history(refusal);
    return outcome(Reason::password_refused, {.history_length = history});
}

}  // namespace tilbage::core
