#include "connect/request_desks.h"

#include <condition_variable>
#include <gtest/gtest.h>

#include "connect/offline_directory.h"
#include "fakes/fixed_joins.h"
#include "fakes/memory_journal.h"
#include "fakes/scripted_directory.h"
#include "fakes/sealed_request.h"

namespace tilbage::connect {
namespace {

using core::Reason;
using fakes::ScriptedDirectory;

class RequestDesksTest : public ::testing::Test {
protected:
    RequestDesksTest() {
        joins.in_scope = {.mode = core::Scope::Mode::all, .include = {}, .exclude = {}};
        desks.add(1, desk_of(first));
        desks.add(2, desk_of(second));
    }
    ~RequestDesksTest() override { desks.stop(); }
    std::shared_ptr<core::Apply> apply_to(core::Directory& directory) {
        core::AgentRules rules{.tenant_id = core::TenantId("0b8e7d16-2f43-4c59-9a7e-d15c60f2b384"),
                               .domain = *core::DistinguishedName::parse("DC=ex1,DC=test"),
                               .protection = {},
                               .no_password_filters = false,
                               .writes = true};
        return std::make_shared<core::Apply>(core::Apply::World{joins, directory, journal, keys, limits, clock},
                                             std::move(rules));
    }
    std::unique_ptr<RequestDesk> desk_of(core::Directory& directory) {
        return std::make_unique<RequestDesk>([apply = apply_to(directory)] { return apply; }, journal, clock, 1, 8,
                                             [this](const wire::OutcomeMessage& outcome) {
                                                 std::lock_guard lock(mutex);
                                                 sent.push_back(outcome);
                                                 changed.notify_all();
                                                 return true;
                                             },
                                             [](int, const EventFacts&) {});
    }
    // The outcome of a reset.
    Reason reset(int number) {
        auto request = fakes::make_request(first.person.anchor, core::Kind::reset, clock.now(), number);
        request.deadline = clock.now() + std::chrono::seconds(20);
        request.sealed = fakes::seal(keys.key, request.binding, "Blåbærgrød-2026!");
        const auto id = request.binding.request_id;
        desks.take(std::move(request));
        std::unique_lock lock(mutex);
        const auto is_it = [&](const wire::OutcomeMessage& outcome) { return outcome.id == id; };
        changed.wait_for(lock, std::chrono::seconds(20), [&] { return std::ranges::any_of(sent, is_it); });
        const auto found = std::ranges::find_if(sent, is_it);
        return found == sent.end() ? Reason::outcome_unknown : found->outcome.reason;
    }

    const base::SystemClock clock;
    ScriptedDirectory first{clock};
    ScriptedDirectory second{clock};
    fakes::MemoryJournal journal;
    fakes::OneSealingKey keys;
    core::WriteLimits limits{1000, 1000};
    fakes::FixedJoins joins;
    std::mutex mutex;  // of `sent`
    std::condition_variable changed;
    std::vector<wire::OutcomeMessage> sent;
    std::optional<core::DirectoryNumber> joined_in;
    RequestDesks desks{[this](const core::SourceAnchor&) { return joined_in; }};
};

TEST_F(RequestDesksTest, ARequestGoesToTheDirectoryThatHasThePerson) {
    joined_in = 2;
    EXPECT_EQ(reset(1), Reason::succeeded);
    EXPECT_EQ(first.write_count, 0);
    EXPECT_EQ(second.write_count, 1);
    joined_in = 1;
    EXPECT_EQ(reset(2), Reason::succeeded);
    EXPECT_EQ(first.write_count, 1);
    EXPECT_EQ(second.write_count, 1);
}

TEST_F(RequestDesksTest, WhoIsJoinedNowhereIsTheFirstOnesToAnswer) {
    EXPECT_EQ(reset(1), Reason::succeeded);
    EXPECT_EQ(first.write_count, 1);
    joined_in = 7;
    EXPECT_EQ(reset(2), Reason::succeeded);
    EXPECT_EQ(first.write_count, 2) << "a directory that is not configured any more";
}

TEST_F(RequestDesksTest, ADirectoryThatWasNeverFoundIsUnavailableAndNothingIsSent) {
    OfflineDirectory offline;
    desks.add(3, desk_of(offline));
    joined_in = 3;
    EXPECT_EQ(reset(1), Reason::directory_unavailable);
    joined_in = 2;
    EXPECT_EQ(reset(2), Reason::succeeded) << "the others are none the wiser";
    desks.stop();
}

}  // namespace
}  // namespace tilbage::connect
