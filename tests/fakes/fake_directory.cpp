#include "fakes/fake_directory.h"

#include <algorithm>
#include <fmt/core.h>
#include <stdexcept>
#include <thread>

#include "core/writeback/file_time.h"
#include "core/writeback/password_quality.h"

namespace tilbage::fakes {
namespace {

using base::ErrorCode;
using core::DirectoryAnswer;
using core::DirectoryPerson;
using core::PasswordText;
using core::SignIn;
using Delivery = DirectoryAnswer::Delivery;

std::string text_of(const PasswordText& password) { return std::string(password.to_utf8().open_text()); }

DirectoryAnswer answered(int result_code, std::string diagnostic_message = {}) {
    return {Delivery::answered, result_code, std::move(diagnostic_message)};
}
DirectoryAnswer not_sent(std::string why) { return {Delivery::not_sent, 0, std::move(why)}; }
DirectoryAnswer unanswered() { return {Delivery::unanswered, 0, "the connection broke"}; }

DirectoryAnswer breaks_rule(std::string_view rule) {
    return answered(19, fmt::format("0000052D: Constraint violation - check_password_restrictions: {}", rule));
}

std::optional<DirectoryAnswer> breaks_form(const core::PasswordPolicy& policy, const PasswordText& next) {
    if (next.units() < policy.min_length.value_or(0)) {
        return breaks_rule(fmt::format("the password is too short. It should be equal or longer than {} characters!",
                                       *policy.min_length));
    }
    if (policy.complexity.value_or(false) && !core::count_categories(next).surely_enough()) {
        return breaks_rule("the password does not meet the complexity criteria!");
    }
    return std::nullopt;
}

// The current one counts as the first that is remembered.
bool is_remembered(const FakePerson& person, const core::PasswordPolicy& policy, const PasswordText& next) {
    const auto remembered = static_cast<std::size_t>(policy.history_length.value_or(0));
    if (remembered == 0) return false;
    const auto text = text_of(next);
    if (text == person.password) return true;
    const auto depth = std::min(remembered - 1, person.history.size());
    return std::find(person.history.begin(), person.history.begin() + static_cast<std::ptrdiff_t>(depth), text) !=
           person.history.begin() + static_cast<std::ptrdiff_t>(depth);
}

void count_wrong_password(FakePerson& person, const core::PasswordPolicy& policy, base::TimePoint now) {
    auto& record = person.record;
    const auto window = std::chrono::seconds(policy.lockout_window_seconds.value_or(0));
    if (now - record.bad_password_at >= window) record.bad_password_count = 0;
    record.bad_password_at = now;
    ++record.bad_password_count;
    const int threshold = policy.lockout_threshold.value_or(0);
    if (threshold > 0 && person.record.bad_password_count >= threshold) {
        person.record.locked = true;
        person.record.lockout_time = now;
    }
}

}  // namespace

FakePerson* FakeDirectory::State::by_guid(const std::string& guid) {
    const auto found = std::ranges::find_if(people, [&](const auto& each) { return each.record.guid == guid; });
    return found == people.end() ? nullptr : &*found;
}

const core::PasswordPolicy& FakeDirectory::State::policy_of(const FakePerson& person) const {
    return person.pso ? *person.pso : domain_policy;
}

core::SourceAnchor FakeDirectory::add(FakePerson person) {
    return state_.with([&](State& state) {
        const auto number = ++state.people_made;
        auto& record = person.record;
        if (record.anchor == core::SourceAnchor()) {
            record.anchor = *core::SourceAnchor::from_guid(base::as_bytes(fmt::format("person{:010}", number)));
        }
        if (record.object_guid.is_nil()) record.object_guid = *core::ObjectGuid::from(record.anchor.guid());
        if (record.guid.empty()) record.guid = fmt::format("00000000-0000-4000-8000-{:012x}", number);
        if (record.sid.empty()) record.sid = fmt::format("S-1-5-21-1-2-3-{}", 1000 + number);
        if (!record.group_sids) record.group_sids = {"S-1-5-21-1-2-3-513", "S-1-5-32-545"};
        state.people.push_back(person);
        return record.anchor;
    });
}

void FakeDirectory::edit(const core::SourceAnchor& anchor, const std::function<void(FakePerson&)>& change) {
    state_.with([&](State& state) {
        for (auto& person : state.people) {
            if (person.record.anchor == anchor) return change(person);
        }
        throw std::out_of_range("nobody there with this source anchor");
    });
}

FakePerson FakeDirectory::get(const core::SourceAnchor& anchor) const {
    return state_.with([&](const State& state) {
        for (const auto& person : state.people) {
            if (person.record.anchor == anchor) return person;
        }
        throw std::out_of_range("nobody there with this source anchor");
    });
}

void FakeDirectory::set_domain_policy(const core::PasswordPolicy& policy) {
    state_.with([&](State& state) { state.domain_policy = policy; });
}
void FakeDirectory::set_policy_hints(bool known) {
    state_.with([&](State& state) { state.policy_hints = known; });
}
void FakeDirectory::set_fault(Fault fault) {
    state_.with([&](State& state) { state.fault = fault; });
}
void FakeDirectory::set_delay(base::Millis delay) {
    state_.with([&](State& state) { state.delay = delay; });
}
int FakeDirectory::writes_done() const {
    return state_.with([](const State& state) { return state.writes_done; });
}
int FakeDirectory::sign_ins() const {
    return state_.with([](const State& state) { return state.sign_ins; });
}

base::Result<core::PersonLookup> FakeDirectory::find_person(const core::JoinedPerson& joined) {
    return state_.with([&](State& state) -> base::Result<core::PersonLookup> {
        if (state.fault == Fault::unavailable)
            return base::fail(ErrorCode::unavailable, "no domain controller answers");
        const auto found = std::ranges::find_if(state.people, [&](const FakePerson& person) {
            return person.record.anchor == joined.anchor && person.record.object_guid == joined.guid;
        });
        return found == state.people.end() ? core::PersonLookup(core::NoPerson()) : core::PersonLookup(found->record);
    });
}

base::Result<core::PasswordPolicy> FakeDirectory::read_policy(const DirectoryPerson& person) {
    return state_.with([&](State& state) -> base::Result<core::PasswordPolicy> {
        if (state.fault == Fault::unavailable)
            return base::fail(ErrorCode::unavailable, "no domain controller answers");
        const auto* found = state.by_guid(person.guid);
        if (found == nullptr) return base::fail(ErrorCode::not_found, person.dn + " is not there any more");
        return state.policy_of(*found);
    });
}

base::Result<core::DirectoryCapabilities> FakeDirectory::capabilities() {
    return state_.with([](const State& state) -> base::Result<core::DirectoryCapabilities> {
        if (state.fault == Fault::unavailable)
            return base::fail(ErrorCode::unavailable, "no domain controller answers");
        return core::DirectoryCapabilities{.policy_hints = state.policy_hints};
    });
}

base::Result<base::TimePoint> FakeDirectory::directory_time() {
    return state_.with([&](const State& state) -> base::Result<base::TimePoint> {
        if (state.fault == Fault::unavailable)
            return base::fail(ErrorCode::unavailable, "no domain controller answers");
        return clock_.now();
    });
}

DirectoryAnswer FakeDirectory::write_password(const DirectoryPerson& person, const core::PasswordWrite& wanted,
                                              base::TimePoint deadline) {
    return write(person, deadline, [&](State& state, FakePerson& found) {
        return wanted.current == nullptr ? reset(state, found, wanted)
                                         : change(state, found, *wanted.current, wanted.next);
    });
}

DirectoryAnswer FakeDirectory::unlock(const DirectoryPerson& person, base::TimePoint deadline) {
    return write(person, deadline, [](State& state, FakePerson& found) {
        if (!found.may_be_written) {
            return answered(50, fmt::format("00002098: Object {} has no write property access\n", found.record.dn));
        }
        found.record.locked = false;
        found.record.bad_password_count = 0;
        ++state.writes_done;
        return answered(0);
    });
}

DirectoryAnswer FakeDirectory::write(const DirectoryPerson& person, base::TimePoint deadline, const Act& act) {
    if (clock_.now() >= deadline) return not_sent("the deadline has passed");
    const auto [fault, delay] = state_.with([](const State& state) { return std::pair(state.fault, state.delay); });
    if (fault == Fault::unavailable) return not_sent("no domain controller answers");
    if (fault == Fault::unanswered_before_write) return unanswered();
    const auto left = deadline - clock_.now();
    std::this_thread::sleep_for(std::min(delay, left));
    auto answer = state_.with([&](State& state) {
        auto* found = state.by_guid(person.guid);
        return found == nullptr ? answered(32, "00002030: No such Base DN: " + person.dn) : act(state, *found);
    });
    return fault == Fault::unanswered_after_write || delay >= left ? unanswered() : answer;
}

DirectoryAnswer FakeDirectory::reset(State& state, FakePerson& person, const core::PasswordWrite& write) const {
    const auto& next = write.next;
    if (!person.may_be_written)
        return answered(50, "error in module acl: insufficient access rights during LDB_MODIFY (50)");
    const auto& policy = state.policy_of(person);
    if (auto refusal = breaks_form(policy, next)) return *refusal;
    if (state.policy_hints && too_young(state, person)) return breaks_rule("password is too young to change!");
    if (state.policy_hints && is_remembered(person, policy, next)) {
        return breaks_rule("the password was already used (in history)!");
    }
    set_password(state, person, next);
    if (write.must_change) person.record.pwd_last_set = 0;
    person.record.locked = false;
    person.record.bad_password_count = 0;
    return answered(0);
}

DirectoryAnswer FakeDirectory::change(State& state, FakePerson& person, const PasswordText& current,
                                      const PasswordText& next) const {
    if (!person.may_change) return answered(19, "error in module acl: Constraint violation during LDB_MODIFY (19)");
    if (person.record.locked) return answered(19, "00000775: Password change not permitted, account locked out!");
    const auto& policy = state.policy_of(person);
    if (text_of(current) != person.password) {
        count_wrong_password(person, policy, clock_.now());
        return answered(
            19,
            "00000056: Constraint violation - check_password_restrictions: The old password specified doesn't match!");
    }
    if (auto refusal = breaks_form(policy, next)) return *refusal;
    if (is_remembered(person, policy, next)) return breaks_rule("the password was already used (in history)!");
    if (too_young(state, person)) return breaks_rule("password is too young to change!");
    set_password(state, person, next);
    return answered(0);
}

bool FakeDirectory::too_young(const State& state, const FakePerson& person) const {
    const auto age = clock_.now() - core::from_file_time(person.record.pwd_last_set);
    return person.record.pwd_last_set != 0 &&
           age < std::chrono::seconds(state.policy_of(person).min_age_seconds.value_or(0));
}

void FakeDirectory::set_password(State& state, FakePerson& person, const PasswordText& next) const {
    person.history.insert(person.history.begin(), std::exchange(person.password, text_of(next)));
    person.record.pwd_last_set = core::to_file_time(clock_.now());
    person.record.when_changed = std::chrono::floor<std::chrono::seconds>(clock_.now());
    ++state.writes_done;
}

base::Result<SignIn> FakeDirectory::verify_password(const DirectoryPerson& person, const PasswordText& password,
                                                    base::TimePoint deadline) {
    if (clock_.now() >= deadline) return base::fail(ErrorCode::timeout, "the deadline has passed");
    return state_.with([&](State& state) -> base::Result<SignIn> {
        if (state.fault == Fault::unavailable)
            return base::fail(ErrorCode::unavailable, "no domain controller answers");
        ++state.sign_ins;
        auto* found = state.by_guid(person.guid);
        if (found == nullptr) return SignIn::wrong;
        auto& record = found->record;
        if (record.locked) return SignIn::locked;
        if (text_of(password) != found->password) {
            count_wrong_password(*found, state.policy_of(*found), clock_.now());
            return SignIn::wrong;
        }
        if (record.disabled) return SignIn::disabled;
        if (record.expired) return SignIn::expired_account;
        if (record.pwd_last_set == 0) return SignIn::must_change;
        if (found->kept_out) return *found->kept_out;
        record.bad_password_count = 0;
        return SignIn::ok;
    });
}

}  // namespace tilbage::fakes
