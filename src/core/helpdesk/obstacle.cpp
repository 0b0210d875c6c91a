#include "core/helpdesk/obstacle.h"

namespace tilbage::core {
namespace {

class Findings {
public:
    explicit Findings(base::TimePoint now) : now_(now) {}

    void add(bool so, Obstacle obstacle) {
        if (so) all_.push_back(obstacle);
    }
    [[nodiscard]] bool is_past(const std::optional<base::TimePoint>& at) const { return at && *at <= now_; }
    [[nodiscard]] bool is_ahead(const std::optional<base::TimePoint>& at) const { return at && *at > now_; }
    [[nodiscard]] base::TimePoint now() const { return now_; }
    [[nodiscard]] std::vector<Obstacle> take() { return std::move(all_); }

private:
    base::TimePoint now_;
    std::vector<Obstacle> all_;
};

std::optional<base::TimePoint> lock_ends(const std::optional<base::TimePoint>& since,
                                         const std::optional<std::int64_t>& seconds) {
    if (!since || seconds.value_or(0) <= 0) return std::nullopt;
    return *since + std::chrono::seconds(*seconds);
}

void look_at_counted(Findings& found, const Description& told, const AccountDetails& details) {
    // badPwdCount stands until the next sign-in; it counts for the observation window after the last wrong password.
    const std::chrono::seconds window{told.policy.lockout_window_seconds.value_or(0)};
    const bool fresh =
        details.wrong_password_at && (window.count() == 0 || found.now() - *details.wrong_password_at < window);
    found.add(
        !told.locked && details.wrong_passwords > 0 && fresh,
        {.trouble = Trouble::wrong_passwords, .since = details.wrong_password_at, .count = details.wrong_passwords});
}

void look_at_directory(Findings& found, const Description& told) {
    const auto details = told.details.value_or(AccountDetails{});
    found.add(told.disabled, {.trouble = Trouble::account_disabled});
    found.add(told.expired, {.trouble = Trouble::account_expired, .since = details.expires_at});
    found.add(details.outside_hours, {.trouble = Trouble::outside_hours});
    found.add(told.locked, {.trouble = Trouble::account_locked,
                            .since = details.locked_at,
                            .until = lock_ends(details.locked_at, told.policy.lockout_duration_seconds)});
    found.add(details.must_change, {.trouble = Trouble::password_must_change});
    found.add(found.is_past(details.password_expires_at),
              {.trouble = Trouble::password_expired, .since = details.password_expires_at});
    found.add(details.certain_workstations, {.trouble = Trouble::certain_workstations});
    found.add(found.is_ahead(told.may_change_at),
              {.trouble = Trouble::password_too_young, .until = told.may_change_at});
    look_at_counted(found, told, details);
}

void look_at_synchronized(Findings& found, const Person& person) {
    constexpr std::int64_t kAccountDisabled = 0x2;  // userAccountControl (MS-ADTS 2.2.16)
    constexpr std::int64_t kNormalAccount = 0x200;  // there is such a value at all
    constexpr std::int64_t kPasswordNeverExpires = 0x10000;
    const auto& facts = person.on_premises;
    const auto control = facts.user_account_control;
    found.add(!person.active || (control & kAccountDisabled) != 0, {.trouble = Trouble::account_disabled});
    found.add(found.is_past(facts.account_expires_at),
              {.trouble = Trouble::account_expired, .since = facts.account_expires_at});
    found.add(facts.locked_at.has_value(), {.trouble = Trouble::account_locked, .since = facts.locked_at});
    const bool must_change = (control & kNormalAccount) != 0 && !facts.password_set_at;
    found.add(must_change, {.trouble = Trouble::password_must_change});
    found.add(!must_change && found.is_past(facts.password_expires_at) && (control & kPasswordNeverExpires) == 0,
              {.trouble = Trouble::password_expired, .since = facts.password_expires_at});
}

}  // namespace

std::string_view to_string(Trouble trouble) {
    switch (trouble) {
        case Trouble::account_missing:
            return "accountMissing";
        case Trouble::account_disabled:
            return "accountDisabled";
        case Trouble::account_expired:
            return "accountExpired";
        case Trouble::outside_hours:
            return "outsideHours";
        case Trouble::account_locked:
            return "accountLocked";
        case Trouble::sign_in_paused:
            return "signInPaused";
        case Trouble::password_must_change:
            return "passwordMustChange";
        case Trouble::password_expired:
            return "passwordExpired";
        case Trouble::certain_workstations:
            return "certainWorkstations";
        case Trouble::password_too_young:
            return "passwordTooYoung";
        case Trouble::wrong_passwords:
            return "wrongPasswords";
        case Trouble::not_from_directory:
            return "notFromDirectory";
        case Trouble::account_protected:
            return "accountProtected";
        case Trouble::out_of_scope:
            return "outOfScope";
        case Trouble::writeback_disabled:
            return "writebackDisabled";
        case Trouble::reset_not_enabled:
            return "resetNotEnabled";
        case Trouble::too_few_methods:
            return "tooFewMethods";
        case Trouble::reset_paused:
            return "resetPaused";
    }
    return {};
}

bool tells_of_person(const Outcome& live) {
    switch (live.reason) {
        case Reason::succeeded:
            return live.description.has_value();
        case Reason::user_not_found:
            return true;
        default:
            return false;
    }
}

std::vector<Obstacle> account_obstacles(const Person& person, const Outcome* live, base::TimePoint now) {
    Findings found(now);
    if (live == nullptr || !tells_of_person(*live)) {
        look_at_synchronized(found, person);
    } else if (live->description) {
        look_at_directory(found, *live->description);
    } else {
        found.add(true, {.trouble = Trouble::account_missing});
    }
    return found.take();
}

}  // namespace tilbage::core
