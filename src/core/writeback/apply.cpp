#include "core/writeback/apply.h"

#include <fmt/core.h>
#include <utility>

#include "core/banned/password_screen.h"
#include "core/writeback/answer_outcome.h"
#include "core/writeback/describe.h"
#include "core/writeback/seal_binding.h"

namespace tilbage::core {
namespace {

// How long a directory may still be at work on a write of somebody who is gone.
constexpr std::chrono::seconds kSettleBeforeWriting{1};   // a second write would set the same password
constexpr std::chrono::seconds kSettleBeforeDenying{10};  // then: nothing was written
constexpr int kMaxWrites = 2;

Applied told(Reason reason, std::string note = {}, OutcomeDetails details = {}) {
    return {.result = Outcome{.reason = reason, .details = std::move(details), .description = {}},
            .note = std::move(note)};
}

// What is sealed, as the directory takes it.
struct Passwords {
    std::optional<PasswordText> current;
    PasswordText next;
};

tl::expected<Passwords, Applied> open_passwords(const Request& request, const SealingKeys& keys) {
    auto opened = open_seal(request.sealed.value_or(std::string()), request.binding, keys);
    if (!opened) return tl::unexpected(told(opened.error()));
    auto next = PasswordText::from_utf8(opened->next);
    if (!next) {
        const bool too_long = next.error() == Reason::password_too_long;
        return tl::unexpected(
            told(next.error(), {}, too_long ? OutcomeDetails{.max_length = kMaxPasswordUnits} : OutcomeDetails{}));
    }
    if (request.binding.kind != Kind::change) return Passwords{.current = std::nullopt, .next = std::move(*next)};
    auto current = PasswordText::from_utf8(opened->current);
    // What cannot be a password is not the current one either, and costs no try in the directory.
    if (!current) return tl::unexpected(told(Reason::current_password_wrong));
    return Passwords{.current = std::move(*current), .next = std::move(*next)};
}

// What the directory said to a refused write.
std::string words_of(const DirectoryAnswer& answer) {
    return answer.result_code == 0 ? std::string()
                                   : fmt::format("{} {}", answer.result_code, answer.diagnostic_message);
}

Applied still_open(OpenRequest open, std::string note) { return {.result = std::move(open), .note = std::move(note)}; }

// Outcomes that a second delivery may well turn into another are not remembered.
bool is_remembered(Reason reason) { return reason != Reason::agent_busy && reason != Reason::agent_unavailable; }

}  // namespace

Applied Apply::apply(const Request& request) {
    if (!is_well_formed(request, rules_)) return told(Reason::malformed);
    const auto& binding = request.binding;
    if (binding.kind == Kind::describe) return describe_person(request);
    if (binding.kind == Kind::validate) {
        auto validated = validate_.run(request, rules_);
        return {.result = std::move(validated.outcome), .note = std::move(validated.note)};
    }

    const auto known = world_.journal.find(binding.request_id);
    if (!known) return told(Reason::agent_unavailable, known.error().message);
    const auto& entry = *known;
    if (entry && entry->binding != binding) return told(Reason::replayed);
    if (entry && entry->outcome && entry->outcome->reason != Reason::outcome_unknown) return {*entry->outcome, {}};

    const auto now = world_.clock.now();
    Past past{.maybe_written = entry || request.redelivered, .pwd_last_set_before = {}, .quiet_since = now};
    if (entry) past.pwd_last_set_before = entry->pwd_last_set_before;
    if (base::to_seconds(now) >= binding.expires_at) {
        return keep(binding, told(past.maybe_written ? Reason::outcome_unknown : Reason::deadline_passed));
    }
    if (now >= request.deadline && !past.maybe_written) return told(Reason::deadline_passed);
    return keep(binding, attempt(request, past));
}

Applied Apply::look_again(const OpenRequest& open) {
    const Past past{.maybe_written = true,
                    .pwd_last_set_before = open.pwd_last_set_before,
                    .quiet_since = open.quiet_since,
                    .writes = open.writes};
    return keep(open.request.binding, attempt(open.request, past));
}

Outcome Apply::give_up(const OpenRequest& open) {
    auto kept = keep(open.request.binding, told(Reason::outcome_unknown));
    return std::get<Outcome>(std::move(kept.result));
}

bool Apply::is_over(const OpenRequest& open) const {
    return base::to_seconds(world_.clock.now()) >= open.request.binding.expires_at;
}

Applied Apply::describe_person(const Request& request) {
    if (world_.clock.now() >= request.deadline) return told(Reason::deadline_passed);
    const auto person = look_up(request.binding.source_anchor, Reading::to_tell);
    if (!person) return person.error();
    if (auto refusal = refuse_person(*person, Kind::describe, world_.joined.scope(), rules_)) {
        return {std::move(*refusal), {}};
    }
    const auto description = describe(world_.directory, *person);
    if (!description) return told(Reason::directory_unavailable, description.error().message);
    return {Outcome{.reason = Reason::succeeded, .details = {}, .description = *description}, {}};
}

Applied Apply::attempt(const Request& request, const Past& past) {
    const auto person =
        look_up(request.binding.source_anchor, past.maybe_written ? Reading::to_tell : Reading::to_write);
    if (!person) return answer_lookup_failure(request, past, person.error());
    if (past.maybe_written) {
        if (auto found = find_out_first(request, past, *person)) return std::move(*found);
    }
    if (auto refusal = refuse_person(*person, request.binding.kind, world_.joined.scope(), rules_)) {
        return {std::move(*refusal), {}};
    }
    const bool counted = past.begun();  // a second try of the same request is the same attempt
    if (!counted && !world_.limits.count(request.binding.source_anchor, world_.clock.now()))
        return told(Reason::agent_busy);
    return request.binding.kind == Kind::unlock ? unlock(request, past, *person)
                                                : write_password(request, past, *person);
}

tl::expected<DirectoryPerson, Applied> Apply::look_up(const SourceAnchor& anchor, Reading reading) {
    auto person = look_up_person(world_.joined, world_.directory, anchor, reading);
    if (person) return std::move(*person);
    auto failure = told(person.error().reason, std::move(person.error().note));
    failure.early = person.error().reason == Reason::agent_busy;
    return tl::unexpected(std::move(failure));
}

// Who cannot be looked at now may be later, and a write that may have been done is not denied before that.
Applied Apply::answer_lookup_failure(const Request& request, const Past& past, Applied failure) {
    const auto reason = std::get<Outcome>(failure.result).reason;
    const bool may_pass =
        reason == Reason::directory_unavailable || reason == Reason::agent_unavailable || reason == Reason::agent_busy;
    if (!past.maybe_written || !may_pass) return failure;
    return still_open({request, past.pwd_last_set_before, past.quiet_since, past.writes}, std::move(failure.note));
}

// Empty: nothing was written, and there is time to write.
Apply::Step Apply::find_out_first(const Request& request, const Past& past, const DirectoryPerson& person) {
    if (request.binding.kind == Kind::unlock) {
        // Doing it again changes nothing; when it is too late for that, the account itself tells.
        if (world_.clock.now() < request.deadline) return std::nullopt;
        return told(person.locked ? Reason::directory_unavailable : Reason::succeeded);
    }
    const BeforeWrite before{.pwd_last_set = past.pwd_last_set_before,
                             .first_sent_at = on_directory_clock(request.first_sent_at),
                             .must_change = request.must_change};
    if (!password_was_set_since(before, person)) return wait_until_settled(request, past);
    const auto passwords = open_passwords(request, world_.keys);
    if (!passwords) return told(Reason::outcome_unknown);
    const auto until = base::from_seconds(request.binding.expires_at);
    switch (prove_write(world_.directory, person, passwords->next, until)) {
        case EarlierWrite::done:
            return told(Reason::succeeded);
        case EarlierWrite::contested:
            return told(Reason::outcome_unknown, "another password was set meanwhile");
        case EarlierWrite::not_readable:
            break;
    }
    return still_open({request, past.pwd_last_set_before, past.quiet_since, past.writes},
                      "the sign-in that would tell could not be tried");
}

// The directory shows no write. One that is still under way there is waited for.
Apply::Step Apply::wait_until_settled(const Request& request, const Past& past) {
    const auto now = world_.clock.now();
    const bool late = now >= request.deadline;
    const bool settled = now >= past.quiet_since + (late ? kSettleBeforeDenying : kSettleBeforeWriting);
    if (!settled || (!late && past.writes >= kMaxWrites)) {
        return still_open({request, past.pwd_last_set_before, past.quiet_since, past.writes}, {});
    }
    if (!late) return std::nullopt;
    return told(past.begun() ? Reason::directory_unavailable : Reason::deadline_passed, "nothing was written");
}

Applied Apply::write_password(const Request& request, const Past& past, const DirectoryPerson& person) {
    auto passwords = open_passwords(request, world_.keys);
    if (!passwords) return std::move(passwords.error());
    Verdict verdict;
    if (world_.screen != nullptr) verdict = world_.screen->judge(passwords->next, person, request.initiated_by);
    if (verdict.refused) {
        auto refused = told(Reason::password_banned, {}, {.banned = verdict.refused});
        refused.screened = std::move(verdict);
        return refused;
    }
    const auto* current = passwords->current ? &*passwords->current : nullptr;
    auto applied = write_opened(request, past, person,
                                {.next = passwords->next, .current = current, .must_change = request.must_change});
    applied.screened = std::move(verdict);
    return applied;
}

Applied Apply::write_opened(const Request& request, const Past& past, const DirectoryPerson& person,
                            const PasswordWrite& write) {
    if (auto failed = begin(request, past, person)) return std::move(*failed);
    auto answer = world_.directory.write_password(person, write, request.deadline);
    if (answer.delivery == DirectoryAnswer::Delivery::not_sent && world_.clock.now() < request.deadline) {
        answer = world_.directory.write_password(person, write, request.deadline);
    }
    switch (answer.delivery) {
        case DirectoryAnswer::Delivery::not_sent:
            return told(Reason::directory_unavailable, answer.diagnostic_message);
        case DirectoryAnswer::Delivery::unanswered:
            return still_open({request, person.pwd_last_set, world_.clock.now(), past.writes + 1},
                              answer.diagnostic_message);
        case DirectoryAnswer::Delivery::answered:
            break;
    }
    auto outcome = outcome_of_password_write(world_.directory, person, write, answer, rules_.no_password_filters);
    if (outcome.reason != Reason::succeeded) {
        if (auto proven = proven_after_refusal(request, past, write.next)) return {std::move(*proven), {}};
    }
    auto note = words_of(answer);
    return {std::move(outcome), std::move(note)};
}

// An earlier write that came through late makes ours a refused one ("already used"): then it was done after all.
std::optional<Outcome> Apply::proven_after_refusal(const Request& request, const Past& past, const PasswordText& next) {
    if (!past.maybe_written) return std::nullopt;
    const auto person = look_up(request.binding.source_anchor, Reading::to_tell);
    const BeforeWrite before{.pwd_last_set = past.pwd_last_set_before,
                             .first_sent_at = on_directory_clock(request.first_sent_at),
                             .must_change = request.must_change};
    if (!person || !password_was_set_since(before, *person)) return std::nullopt;
    if (prove_write(world_.directory, *person, next, request.deadline) != EarlierWrite::done) return std::nullopt;
    return Outcome{.reason = Reason::succeeded, .details = {}, .description = {}};
}

Applied Apply::unlock(const Request& request, const Past& past, const DirectoryPerson& person) {
    if (auto failed = begin(request, past, person)) return std::move(*failed);
    auto answer = world_.directory.unlock(person, request.deadline);
    if (answer.delivery != DirectoryAnswer::Delivery::answered && world_.clock.now() < request.deadline) {
        answer = world_.directory.unlock(person, request.deadline);
    }
    switch (answer.delivery) {
        case DirectoryAnswer::Delivery::not_sent:
            return told(Reason::directory_unavailable, answer.diagnostic_message);
        case DirectoryAnswer::Delivery::unanswered:
            return still_open({request, person.pwd_last_set, world_.clock.now(), past.writes + 1},
                              answer.diagnostic_message);
        case DirectoryAnswer::Delivery::answered:
            break;
    }
    return {outcome_of_unlock(person, answer), words_of(answer)};
}

// The journal knows before the directory does; when it cannot, nothing is written.
Apply::Step Apply::begin(const Request& request, const Past& past, const DirectoryPerson& person) {
    if (past.begun()) return std::nullopt;
    const auto begun = world_.journal.begin(request.binding, person.pwd_last_set);
    if (!begun) return told(Reason::agent_unavailable, begun.error().message);
    return std::nullopt;
}

// Tenant and agent are held to the same time; the directory may have another.
base::TimePoint Apply::on_directory_clock(base::TimePoint time) {
    const auto before = world_.clock.now();
    const auto directory_time = world_.directory.directory_time();
    return directory_time ? time + (*directory_time - before) : time;
}

Applied Apply::keep(const Binding& binding, Applied applied) {
    const auto* outcome = std::get_if<Outcome>(&applied.result);
    if (outcome == nullptr || !is_remembered(outcome->reason)) return applied;
    const auto kept = world_.journal.finish(binding, *outcome);
    if (!kept) applied.note += fmt::format("; the journal does not keep it: {}", kept.error().message);
    return applied;
}

}  // namespace tilbage::core
