// A directory of one person whose answers a test sets by hand, the unpleasant ones above all. For a directory that
// behaves, see fake_directory. One thread at a time, but for `reachable`.
#pragma once

#include <atomic>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "core/ports/directory.h"
#include "core/writeback/file_time.h"

namespace tilbage::fakes {

class ScriptedDirectory final : public core::Directory {
public:
    explicit ScriptedDirectory(const base::Clock& clock) : clock_(clock) {
        person.anchor = *core::SourceAnchor::parse("q83vEjRWeJq83vEjRWeJqg==");
        person.object_guid = *core::ObjectGuid::from(person.anchor.guid());
        person.dn = "CN=Søren Kjær,OU=People,DC=ex1,DC=test";
        person.sid = "S-1-5-21-1-2-3-1105";
        person.sam_account_name = "skjaer";
        person.display_name = "Søren Kjær";
        person.pwd_last_set = core::to_file_time(clock.now() - std::chrono::hours(24 * 30));
        person.when_changed = core::from_file_time(person.pwd_last_set);
        person.group_sids = {"S-1-5-21-1-2-3-513"};
    }

    core::DirectoryPerson person;
    core::PasswordPolicy policy{.source = core::PolicySource::domain,
                                .min_length = 8,
                                .complexity = true,
                                .history_length = 5,
                                .min_age_seconds = 0,
                                .max_age_seconds = 0,
                                .lockout_threshold = 3};
    core::DirectoryCapabilities has;
    std::atomic<bool> reachable = true;
    bool reachable_after_writes = true;  // false: every write leaves it unreachable
    bool is_there = true;
    // Taken one by one; when there are none left, writes succeed.
    struct Write {
        core::DirectoryAnswer answer;
        bool done = false;  // the password is set, whatever the answer says
    };
    std::deque<Write> writes;
    core::SignIn sign_in = core::SignIn::ok;
    base::Millis clock_ahead{0};

    // What was asked of it.
    int write_count = 0;
    int unlock_count = 0;
    int sign_in_count = 0;
    std::string written;  // UTF-8

    static core::DirectoryAnswer answered(int result_code, std::string text = {}) {
        return {core::DirectoryAnswer::Delivery::answered, result_code, std::move(text)};
    }
    static core::DirectoryAnswer unanswered() { return {core::DirectoryAnswer::Delivery::unanswered, 0, "timed out"}; }
    static core::DirectoryAnswer not_sent() { return {core::DirectoryAnswer::Delivery::not_sent, 0, "cannot connect"}; }

    void set_password_now() {
        person.pwd_last_set = core::to_file_time(clock_.now() + clock_ahead);
        touch();
    }
    // Something on the object was changed.
    void touch() { person.when_changed = std::chrono::floor<std::chrono::seconds>(clock_.now() + clock_ahead); }

    base::Result<core::PersonLookup> find_person(const core::JoinedPerson& joined) override {
        if (!reachable) return base::fail(base::ErrorCode::unavailable, "no domain controller answers");
        if (!is_there || joined.anchor != person.anchor) return core::NoPerson{};
        return person;
    }
    base::Result<core::PasswordPolicy> read_policy(const core::DirectoryPerson&) override {
        if (!reachable) return base::fail(base::ErrorCode::unavailable, "no domain controller answers");
        return policy;
    }
    base::Result<core::DirectoryCapabilities> capabilities() override { return has; }
    base::Result<base::TimePoint> directory_time() override {
        if (!reachable) return base::fail(base::ErrorCode::unavailable, "no domain controller answers");
        return clock_.now() + clock_ahead;
    }

    core::DirectoryAnswer write_password(const core::DirectoryPerson&, const core::PasswordWrite& wanted,
                                         base::TimePoint) override {
        ++write_count;
        Write write{.answer = answered(0), .done = true};
        if (!writes.empty()) {
            write = writes.front();
            writes.pop_front();
        }
        if (!reachable_after_writes) reachable = false;
        if (write.done) {
            set_password_now();
            if (wanted.must_change) person.pwd_last_set = 0;
            written = std::string(wanted.next.to_utf8().open_text());
        }
        return write.answer;
    }
    core::DirectoryAnswer unlock(const core::DirectoryPerson&, base::TimePoint) override {
        ++unlock_count;
        if (writes.empty()) {
            person.locked = false;
            return answered(0);
        }
        const auto write = writes.front();
        writes.pop_front();
        if (write.done) person.locked = false;
        return write.answer;
    }
    base::Result<core::SignIn> verify_password(const core::DirectoryPerson&, const core::PasswordText&,
                                               base::TimePoint) override {
        ++sign_in_count;
        if (!reachable) return base::fail(base::ErrorCode::unavailable, "no domain controller answers");
        return sign_in;
    }

private:
    const base::Clock& clock_;
};

}  // namespace tilbage::fakes
