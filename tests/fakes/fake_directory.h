// A directory in memory that behaves as Active Directory does: policies, history, lockout, refusals with their codes
// and texts. It passes the same contract suite as a real domain controller. For answers that a test sets by hand, see
// scripted_directory.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/guarded.h"
#include "core/ports/directory.h"

namespace tilbage::fakes {

struct FakePerson {
    core::DirectoryPerson record;               // anchor, guid and sid are made up where they are empty
    std::string password = "Start-Passw0rd.1";  // UTF-8
    std::vector<std::string> history;           // earlier passwords, the latest first
    std::optional<core::PasswordPolicy> pso;
    bool may_be_written = true;  // the agent's account has its rights on this object
    bool may_change = true;      // not "user cannot change password"
    // What keeps the person out though the password is right, beside the flags of the record.
    std::optional<core::SignIn> kept_out;
};

// What befalls every write from now on.
enum class Fault {
    none,
    unavailable,              // nothing can be reached, reads neither
    unanswered_before_write,  // the connection breaks, nothing was changed
    unanswered_after_write,   // it was changed, and the answer is lost
};

// Any thread.
class FakeDirectory final : public core::Directory {
public:
    // `clock` must outlive it and tells the directory's time too.
    explicit FakeDirectory(const base::Clock& clock) : clock_(clock) {}

    core::SourceAnchor add(FakePerson person);
    // The person must be there, once.
    void edit(const core::SourceAnchor& anchor, const std::function<void(FakePerson&)>& change);
    [[nodiscard]] FakePerson get(const core::SourceAnchor& anchor) const;
    void set_domain_policy(const core::PasswordPolicy& policy);
    void set_policy_hints(bool known);
    void set_fault(Fault fault);
    // Real time that every write takes; when the deadline comes first, the write is done and its answer lost.
    void set_delay(base::Millis delay);
    // Writes that changed something.
    [[nodiscard]] int writes_done() const;
    [[nodiscard]] int sign_ins() const;

    base::Result<core::PersonLookup> find_person(const core::JoinedPerson& joined) override;
    base::Result<core::PasswordPolicy> read_policy(const core::DirectoryPerson& person) override;
    base::Result<core::DirectoryCapabilities> capabilities() override;
    base::Result<base::TimePoint> directory_time() override;
    core::DirectoryAnswer write_password(const core::DirectoryPerson& person, const core::PasswordWrite& write,
                                         base::TimePoint deadline) override;
    core::DirectoryAnswer unlock(const core::DirectoryPerson& person, base::TimePoint deadline) override;
    base::Result<core::SignIn> verify_password(const core::DirectoryPerson& person, const core::PasswordText& password,
                                               base::TimePoint deadline) override;

private:
    struct State {
        std::vector<FakePerson> people;
        core::PasswordPolicy domain_policy{.source = core::PolicySource::domain,
                                           .min_length = 8,
                                           .complexity = true,
                                           .history_length = 5,
                                           .min_age_seconds = 0,
                                           .max_age_seconds = 42 * 86'400,
                                           .lockout_threshold = 3,
                                           .lockout_window_seconds = 1800,
                                           .lockout_duration_seconds = 1800};
        bool policy_hints = false;
        Fault fault = Fault::none;
        base::Millis delay{0};
        int people_made = 0;
        int writes_done = 0;
        int sign_ins = 0;

        [[nodiscard]] FakePerson* by_guid(const std::string& guid);
        [[nodiscard]] const core::PasswordPolicy& policy_of(const FakePerson& person) const;
    };
    using Act = std::function<core::DirectoryAnswer(State&, FakePerson&)>;

    core::DirectoryAnswer write(const core::DirectoryPerson& person, base::TimePoint deadline, const Act& act);
    core::DirectoryAnswer reset(State& state, FakePerson& person, const core::PasswordWrite& write) const;
    core::DirectoryAnswer change(State& state, FakePerson& person, const core::PasswordText& current,
                                 const core::PasswordText& next) const;
    void set_password(State& state, FakePerson& person, const core::PasswordText& next) const;
    [[nodiscard]] bool too_young(const State& state, const FakePerson& person) const;

    const base::Clock& clock_;
    base::Guarded<State> state_;
};

}  // namespace tilbage::fakes
