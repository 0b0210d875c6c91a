#include "core/writeback/answer_outcome.h"

#include <algorithm>
#include <variant>

#include "core/writeback/explain_refusal.h"

namespace tilbage::core {
namespace {

constexpr std::uint32_t kInsufficientAccessRights =
    0x2098;  // ERROR_DS_INSUFF_ACCESS_RIGHTS: an attribute, not an extended right

Outcome outcome(Reason reason, OutcomeDetails details = {}) {
    return {.reason = reason, .details = std::move(details), .description = {}};
}

Outcome missing(const DirectoryPerson& person, std::string right) {
    return outcome(Reason::permission_missing, {.object = person.dn, .right = std::move(right)});
}

std::string password_right(const DirectoryAnswer& answer, const PasswordWrite& write) {
    if (win32_error(answer.diagnostic_message) == kInsufficientAccessRights) {
        return write.must_change ? "Write lockoutTime or Write pwdLastSet" : "Write lockoutTime";
    }
    return write.current != nullptr ? "Change Password" : "Reset Password";
}

Outcome explain(Directory& directory, const DirectoryPerson& person, const PasswordText& next, bool is_change,
                const DirectoryAnswer& answer, bool no_password_filters) {
    const auto policy = directory.read_policy(person).value_or(PasswordPolicy());
    const auto capabilities = directory.capabilities().value_or(DirectoryCapabilities());
    const bool enforced = is_change || capabilities.policy_hints;
    PasswordRefusal refusal{.person = person,
                            .next = next,
                            .policy = policy,
                            .diagnostic_message = answer.diagnostic_message,
                            .history_enforced = enforced,
                            .min_age_enforced = enforced,
                            .directory_time = {},
                            .no_password_filters = no_password_filters};
    if (enforced && policy.min_age_seconds.value_or(0) > 0) {
        if (const auto now = directory.directory_time()) refusal.directory_time = *now;
    }
    return explain_refusal(refusal);
}

// What the directory counts now, less what it allows. On this domain controller: others may have counted more.
std::optional<int> tries_left(Directory& directory, const DirectoryPerson& person) {
    const auto policy = directory.read_policy(person);
    if (!policy || policy->lockout_threshold.value_or(0) <= 0) return std::nullopt;
    const auto lookup = directory.find_person({person.anchor, person.object_guid});
    const auto* now = lookup ? std::get_if<DirectoryPerson>(&*lookup) : nullptr;
    if (now == nullptr) return std::nullopt;
    if (now->locked) return 0;
    return std::max(0, *policy->lockout_threshold - now->bad_password_count);
}

}  // namespace

Outcome outcome_of_password_write(Directory& directory, const DirectoryPerson& person, const PasswordWrite& write,
                                  const DirectoryAnswer& answer, bool no_password_filters) {
    const bool is_change = write.current != nullptr;
    switch (meaning_of(answer, is_change)) {
        case AnswerMeaning::done:
            return outcome(Reason::succeeded);
        case AnswerMeaning::policy:
            return explain(directory, person, write.next, is_change, answer, no_password_filters);
        case AnswerMeaning::current_password_wrong:
            return outcome(Reason::current_password_wrong, {.tries_left = tries_left(directory, person)});
        case AnswerMeaning::account_locked:
            return outcome(Reason::account_locked);
        case AnswerMeaning::cannot_change:
            return outcome(Reason::cannot_change_password);
        case AnswerMeaning::permission_missing:
            return missing(person, password_right(answer, write));
        case AnswerMeaning::not_found:
            return outcome(Reason::user_not_found);
        case AnswerMeaning::unavailable:
            return outcome(Reason::directory_unavailable);
        case AnswerMeaning::refused:
            return outcome(Reason::password_refused);
    }
    return outcome(Reason::password_refused);
}

Outcome outcome_of_unlock(const DirectoryPerson& person, const DirectoryAnswer& answer) {
    switch (meaning_of(answer, false)) {
        case AnswerMeaning::done:
            return outcome(Reason::succeeded);
        case AnswerMeaning::permission_missing:
            return missing(person, "Write lockoutTime");
        case AnswerMeaning::not_found:
            return outcome(Reason::user_not_found);
        case AnswerMeaning::policy:
        case AnswerMeaning::current_password_wrong:
        case AnswerMeaning::account_locked:
        case AnswerMeaning::cannot_change:
        case AnswerMeaning::unavailable:
        case AnswerMeaning::refused:
            return outcome(Reason::directory_unavailable);
    }
    return outcome(Reason::directory_unavailable);
}

}  // namespace tilbage::core
