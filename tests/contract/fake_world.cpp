#include "contract/world.h"
#include "core/writeback/file_time.h"
#include "fakes/fake_directory.h"

namespace tilbage::contract {
namespace {

constexpr const char* kOuterGroup = "S-1-5-21-1-2-3-5000";

class FakeWorld final : public World {
public:
    explicit FakeWorld(PolicyHints hints) : hints_(hints) { directory_.set_policy_hints(hints == PolicyHints::known); }
    core::Directory& directory() override { return directory_; }

    core::SourceAnchor add(const NewPerson& wanted) override {
        fakes::FakePerson person;
        auto& record = person.record;
        record.sam_account_name = new_name("p");
        record.dn = "CN=" + record.sam_account_name + ",OU=People,DC=ex1,DC=test";
        record.display_name = wanted.display_name;
        record.user_principal_name = record.sam_account_name + "@ex1.test";
        // A moment ago, so that a write is later.
        record.pwd_last_set = wanted.must_change ? 0 : core::to_file_time(clock_.now() - std::chrono::milliseconds(1));
        record.disabled = wanted.disabled;
        record.expired = wanted.expired;
        record.group_sids = {"S-1-5-21-1-2-3-513", "S-1-5-32-545"};
        if (wanted.in_nested_group)
            record.group_sids->insert(record.group_sids->end(), {kOuterGroup, "S-1-5-21-1-2-3-5001"});
        if (wanted.consistency_guid) record.anchor = *wanted.consistency_guid;
        person.password = wanted.password;
        person.may_be_written = !wanted.outside_scope;
        person.may_change = !wanted.cannot_change;
        if (wanted.has_strict_policy) {
            person.pso = core::PasswordPolicy{.source = core::PolicySource::pso,
                                              .min_length = kStrictMinLength,
                                              .complexity = true,
                                              .history_length = kStrictHistoryLength,
                                              .min_age_seconds = kStrictMinAgeSeconds,
                                              .max_age_seconds = 42 * 86'400,
                                              .lockout_threshold = 2,
                                              .lockout_window_seconds = 1800,
                                              .lockout_duration_seconds = 1800};
        }
        if (wanted.outside_hours) person.kept_out = core::SignIn::not_now;
        if (wanted.other_workstation) person.kept_out = core::SignIn::not_here;
        return directory_.add(std::move(person));
    }

    core::JoinedPerson joined(const core::SourceAnchor& anchor) override {
        return {anchor, directory_.get(anchor).record.object_guid};
    }
    void lock_out(const core::SourceAnchor& anchor) override {
        directory_.edit(anchor, [](auto& person) {
            person.record.locked = true;
            person.record.bad_password_count = kLockoutThreshold;
        });
    }
    void remove(const core::SourceAnchor& anchor) override {
        // As good as gone: nobody finds it by this anchor or writes to it by its objectGUID.
        directory_.edit(anchor, [](auto& person) {
            person.record.anchor = new_anchor();
            person.record.guid = "gone";
        });
    }
    bool accepts(const core::SourceAnchor& anchor, std::string_view password) override {
        const auto person = directory_.get(anchor);
        return !person.record.locked && !person.record.disabled && person.password == password;
    }
    std::string outer_group_sid() override { return kOuterGroup; }
    bool knows_policy_hints() override { return hints_ == PolicyHints::known; }
    core::SourceAnchor guid_of(const std::string& /*dn*/) override { return new_anchor(); }

private:
    const PolicyHints hints_;
    base::SystemClock clock_;
    fakes::FakeDirectory directory_{clock_};
};

}  // namespace

std::unique_ptr<World> make_fake_world(PolicyHints hints) { return std::make_unique<FakeWorld>(hints); }

}  // namespace tilbage::contract
