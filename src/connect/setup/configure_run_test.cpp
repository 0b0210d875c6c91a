#include "connect/setup/configure_run.h"

#include <fstream>

#include "connect/setup/compare.h"
#include "connect/setup/plan.h"
#include "connect/setup/run_journal.h"
#include "connect/setup/testing/fake_agent.h"
#include "connect/setup/testing/fake_tenant.h"
#include "connect/setup/testing/wanted.h"
#include "crypto/system_random.h"

namespace tilbage::connect::setup {
namespace {

class ConfigureRunTest : public ::testing::Test {
protected:
    [[nodiscard]] std::filesystem::path state_dir() const { return dir_.path() / "state"; }
    [[nodiscard]] std::filesystem::path file() const { return dir_.path() / "etc" / "connect.toml"; }
    [[nodiscard]] Current current() const {
        auto found = load_current(file(), state_dir());
        EXPECT_TRUE(found) << found.error().message;
        return std::move(*found);
    }
    [[nodiscard]] Draft wanted() const { return wanted_draft(current(), tenant_.url(), tenant_.ca_file()); }
    [[nodiscard]] RunWorld world() {
        return {.clock = clock_,
                .random = random_,
                .service = service_,
                .cloud = [this] { return session_; },
                .enrolment_code = {},
                .times = times_,
                .journal_written = {}};
    }
    std::unique_ptr<ConfigureRun> start(Draft draft) {
        auto run = ConfigureRun::start(world(), current(), std::move(draft));
        EXPECT_TRUE(run) << run.error().message;
        return run ? std::move(*run) : nullptr;
    }
    static RunView finished(const ConfigureRun& run) {
        auto view = run.view();
        while (view.state == RunState::running) view = run.wait(view.revision, std::chrono::seconds(1));
        return view;
    }
    RunView configure(Draft draft) { return finished(*start(std::move(draft))); }
    void configure_fully() {
        const auto view = configure(wanted());
        ASSERT_EQ(view.state, RunState::done) << error_of(view).message;
    }
    static StepError error_of(const RunView& view) {
        for (const auto& step : view.steps) {
            if (step.error) return *step.error;
        }
        return {};
    }
    static std::vector<std::string> names(const RunView& view) {
        std::vector<std::string> names;
        for (const auto& step : view.steps) names.push_back(step.name);
        return names;
    }
    [[nodiscard]] std::string text() const { return read_file(file()).value_or(""); }
    void expect_in_force(const Draft& draft) const {
        const auto loaded = load_config(file());
        ASSERT_TRUE(loaded) << loaded.error().front();
        EXPECT_TRUE(same_tenant(loaded->tenant, draft.config.tenant));
        EXPECT_TRUE(same_directory(*loaded, draft.config));
        EXPECT_TRUE(same_credentials(*loaded, draft.config));
        EXPECT_TRUE(same_scope(loaded->scope, draft.config.scope));
        EXPECT_EQ(loaded->features.password_writeback, draft.config.features.password_writeback);
        EXPECT_TRUE(options_that_differ(*loaded, draft.config).empty());
        const auto left = plan(current(), draft);
        ASSERT_TRUE(left) << left.error().message;
        EXPECT_TRUE(left->empty()) << name_of(left->front().kind);
    }

    testing::TempDir dir_;
    FakeTenant tenant_;
    const base::SystemClock clock_;
    crypto::SystemRandom random_;
    FakeService service_{state_dir()};
    std::optional<CloudSession> session_{tenant_.session()};
    RunTimes times_ = quick_times();
};

TEST_F(ConfigureRunTest, AnAgentThatKnowsNothingIsConfiguredWhole) {
    const auto draft = wanted();
    const auto view = configure(draft.clone());
    EXPECT_EQ(view.state, RunState::done) << error_of(view).message;
    EXPECT_THAT(names(view),
                ::testing::ElementsAre("check_machine", "register_agent", "create_keys", "write_configuration",
                                       "start_agent", "take_up_configuration", "onboard_writeback", "first_import"));
    EXPECT_EQ(view.steps.back().details.at("people").as_int64(), FakeAgent::kPeople);
    ASSERT_EQ(tenant_.agents().size(), 1U);
    const auto identity = load_identity(state_dir());
    ASSERT_TRUE(identity) << identity.error().message;
    EXPECT_EQ(identity->agent_id.str(), tenant_.agents().front().id);
    EXPECT_EQ(tenant_.agents().front().host, host_name());
    expect_in_force(draft);
}

TEST_F(ConfigureRunTest, ThePasswordLiesInAFileThatItsOwnerAloneMayRead) {
    configure_fully();
    const auto loaded = load_config(file());
    ASSERT_TRUE(loaded);
    const auto permissions = std::filesystem::status(loaded->directory_password_file).permissions();
    EXPECT_EQ(permissions, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_EQ(text().find("s3cret"), std::string::npos);
    EXPECT_EQ(read_file(state_dir() / "setup.json").value_or("").find("s3cret"), std::string::npos);
}

TEST_F(ConfigureRunTest, ASecondRunChangesOnlyWhatWasChanged) {
    configure_fully();
    session_.reset();  // and nobody needs to sign in for it
    auto draft = draft_of(current());
    draft.config.scope.units.exclude = {*core::DistinguishedName::parse("OU=Temps,OU=People,DC=ex1,DC=test")};
    const auto view = configure(draft.clone());
    EXPECT_EQ(view.state, RunState::done) << error_of(view).message;
    EXPECT_THAT(names(view), ::testing::ElementsAre("check_machine", "write_configuration", "take_up_configuration",
                                                    "first_import"));
    EXPECT_EQ(tenant_.with([](auto& state) { return state.registrations; }), 1);
    expect_in_force(draft);
}

TEST_F(ConfigureRunTest, WithNothingToDoItIsDoneWithoutAStep) {
    configure_fully();
    const auto before = text();
    const auto view = configure(draft_of(current()));
    EXPECT_EQ(view.state, RunState::done);
    EXPECT_TRUE(view.steps.empty());
    EXPECT_EQ(text(), before);
}

TEST_F(ConfigureRunTest, ANewPasswordLeavesTheOldFileInPlaceUntilTheRunIsDone) {
    configure_fully();
    const auto old_file = load_config(file())->directory_password_file;
    auto draft = draft_of(current());
    draft.config.directory.bind_password = base::SecretBytes::copy_of("another secret");
    service_.agent->sleep(true);
    times_.take_up = std::chrono::milliseconds(50);
    const auto run = start(draft.clone());
    EXPECT_EQ(finished(*run).state, RunState::failed);
    EXPECT_TRUE(std::filesystem::exists(old_file));
    service_.agent->sleep(false);
    ASSERT_TRUE(run->retry());
    // The run's own times are short: the agent may need more than one try.
    while (finished(*run).state == RunState::failed) ASSERT_TRUE(run->retry());
    EXPECT_FALSE(std::filesystem::exists(old_file));
    expect_in_force(draft);
}

TEST_F(ConfigureRunTest, AFolderThatCannotBeWrittenIsToldBeforeAnythingIsRegistered) {
    dir_.write("etc", "a file where the folder should be");
    const auto view = configure(wanted());
    EXPECT_EQ(view.state, RunState::failed);
    EXPECT_EQ(view.steps.front().name, "check_machine");
    EXPECT_EQ(error_of(view).code, "folder_not_writable");
    EXPECT_THAT(error_of(view).message, ::testing::HasSubstr((dir_.path() / "etc").string()));
    EXPECT_TRUE(tenant_.agents().empty());
}

TEST_F(ConfigureRunTest, ATenantThatIsGoneIsToldAndARetryGoesOnThere) {
    tenant_.with([](auto& state) { state.refuses_with = 503; });
    const auto run = start(wanted());
    const auto view = finished(*run);
    EXPECT_EQ(view.state, RunState::failed);
    EXPECT_EQ(error_of(view).code, "tenant_unreachable");
    EXPECT_FALSE(std::filesystem::exists(file()));
    tenant_.with([](auto& state) { state.refuses_with = 0; });
    ASSERT_TRUE(run->retry());
    EXPECT_EQ(finished(*run).state, RunState::done);
    EXPECT_EQ(tenant_.agents().size(), 1U);
}

TEST_F(ConfigureRunTest, ATenantThatDoesNotAnswerAtAllIsToldWithItsAddress) {
    const auto url = tenant_.url();
    const auto draft = wanted();
    tenant_.stop();
    const auto view = configure(draft.clone());
    EXPECT_EQ(error_of(view).code, "tenant_unreachable");
    EXPECT_THAT(error_of(view).message, ::testing::HasSubstr(url));
}

TEST_F(ConfigureRunTest, ATokenThatExpiredInTheMiddleIsToldAndSomebodyWhoSignedInAgainIsFound) {
    tenant_.with([](auto& state) { state.token = "the-next-token"; });
    const auto run = start(wanted());
    EXPECT_EQ(error_of(finished(*run)).code, "sign_in_expired");
    session_ = tenant_.session();
    ASSERT_TRUE(run->retry());
    EXPECT_EQ(finished(*run).state, RunState::done);
}

TEST_F(ConfigureRunTest, WithoutAServiceManagerTheStepSaysWhatToRun) {
    service_.cannot_start = true;
    const auto run = start(wanted());
    const auto view = finished(*run);
    EXPECT_EQ(error_of(view).code, "cannot_start_agent");
    EXPECT_THAT(error_of(view).message, ::testing::HasSubstr("tilbage-connect run"));
    service_.cannot_start = false;
    ASSERT_TRUE(run->retry());
    EXPECT_EQ(finished(*run).state, RunState::done);
}

TEST_F(ConfigureRunTest, RollingBackAFirstRunLeavesNothingAtTheTenantAndNoConfiguration) {
    service_.cannot_start = true;
    const auto run = start(wanted());
    EXPECT_EQ(finished(*run).state, RunState::failed);
    EXPECT_EQ(tenant_.agents().size(), 1U);
    ASSERT_TRUE(run->rollback());
    const auto view = finished(*run);
    EXPECT_EQ(view.state, RunState::rolled_back) << error_of(view).message;
    for (const auto& step : view.steps) EXPECT_EQ(step.state, StepState::undone) << step.name;
    EXPECT_TRUE(tenant_.agents().empty());
    EXPECT_FALSE(std::filesystem::exists(file()));
    for (const auto& left : std::filesystem::directory_iterator(state_dir())) {
        const auto name = left.path().filename().string();
        EXPECT_TRUE(name == "setup.json" || name == "setup.lock") << name;
    }
    EXPECT_FALSE(run->rollback());
    EXPECT_FALSE(run->retry());
}

TEST_F(ConfigureRunTest, RollingBackPutsThePreviousConfigurationBackByteForByte) {
    configure_fully();
    std::ofstream(file(), std::ios::app) << "# a person's own comment\n";
    ASSERT_EQ(configure(draft_of(current())).state, RunState::done);
    const auto before = text();
    auto draft = draft_of(current());
    draft.config.features.password_writeback = false;
    service_.agent->sleep(true);
    times_.take_up = std::chrono::milliseconds(50);
    const auto run = start(draft.clone());
    EXPECT_EQ(error_of(finished(*run)).code, "timed_out");
    EXPECT_NE(text(), before);
    ASSERT_TRUE(run->rollback());
    EXPECT_EQ(finished(*run).state, RunState::rolled_back);
    EXPECT_EQ(text(), before);
    EXPECT_EQ(tenant_.agents().size(), 1U);  // made by another run
}

TEST_F(ConfigureRunTest, WhatCannotBeUndoneIsToldAndCanBeTriedAgain) {
    service_.cannot_start = true;
    const auto run = start(wanted());
    EXPECT_EQ(finished(*run).state, RunState::failed);
    tenant_.with([](auto& state) { state.refuses_with = 503; });
    ASSERT_TRUE(run->rollback());
    auto view = finished(*run);
    EXPECT_EQ(view.state, RunState::failed);
    EXPECT_FALSE(std::filesystem::exists(file()));
    EXPECT_EQ(view.steps[1].error.value_or(StepError()).code, "cannot_undo");
    tenant_.with([](auto& state) { state.refuses_with = 0; });
    ASSERT_TRUE(run->rollback());
    EXPECT_EQ(finished(*run).state, RunState::rolled_back);
    EXPECT_TRUE(tenant_.agents().empty());
}

TEST_F(ConfigureRunTest, AnotherTenantsIdentityServesUntilTheConfigurationThatNamesItIsThere) {
    configure_fully();
    const auto old_identity = load_identity(state_dir());
    ASSERT_TRUE(old_identity);
    FakeTenant other;
    auto draft = draft_of(current());
    draft.config.tenant = {.url = other.url(), .ca_file = other.ca_file()};
    session_ = other.session();
    std::string while_registering;
    other.with([&](auto& state) {
        state.on_register = [&] { while_registering = load_identity(state_dir())->agent_id.str(); };
    });
    const auto view = configure(draft.clone());
    EXPECT_EQ(view.state, RunState::done) << error_of(view).message;
    EXPECT_EQ(while_registering, old_identity->agent_id.str());
    EXPECT_EQ(load_identity(state_dir())->agent_id.str(), other.agents().front().id);
    EXPECT_FALSE(std::filesystem::exists(state_dir() / "setup-previous-identity.json"));
    expect_in_force(draft);
}

TEST_F(ConfigureRunTest, AnAgentThatWasRemovedAtTheTenantIsRegisteredAgain) {
    configure_fully();
    tenant_.with([](auto& state) { state.agents.clear(); });
    auto now = current();
    note_agents_at_tenant(now, {});
    auto draft = draft_of(now);
    auto run = ConfigureRun::start(world(), now, draft.clone());
    ASSERT_TRUE(run) << run.error().message;
    EXPECT_EQ(finished(**run).state, RunState::done);
    ASSERT_EQ(tenant_.agents().size(), 1U);
    EXPECT_EQ(load_identity(state_dir())->agent_id.str(), tenant_.agents().front().id);
}

TEST_F(ConfigureRunTest, TwoRunsOnOneFolderAreRefused) {
    service_.cannot_start = true;
    const auto first = start(wanted());
    EXPECT_EQ(finished(*first).state, RunState::failed);
    const auto second = ConfigureRun::start(world(), current(), wanted());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, base::ErrorCode::conflict);
}

TEST_F(ConfigureRunTest, ADraftThatIsNotWholeIsRefusedInWords) {
    auto draft = wanted();
    draft.config.tenant.url.clear();
    draft.config.scope.units.include.clear();
    const auto run = ConfigureRun::start(world(), current(), std::move(draft));
    ASSERT_FALSE(run);
    EXPECT_EQ(run.error().code, base::ErrorCode::invalid_argument);
    EXPECT_THAT(run.error().message, ::testing::AllOf(::testing::HasSubstr("tenant"), ::testing::HasSubstr("OUs")));
}

TEST_F(ConfigureRunTest, WhoeverWaitsSeesEveryChange) {
    const auto run = start(wanted());
    std::int64_t revision = 0;
    std::set<std::string> running;
    auto view = run->view();
    while (view.state == RunState::running) {
        for (const auto& step : view.steps) {
            if (step.state == StepState::running) running.insert(step.name);
        }
        view = run->wait(revision, std::chrono::seconds(20));
        EXPECT_GT(view.revision, revision);
        revision = view.revision;
    }
    EXPECT_FALSE(running.empty());
    EXPECT_EQ(last_run(state_dir())->number, view.number);
    EXPECT_EQ(last_run(state_dir())->state, RunState::done);
}

}  // namespace
}  // namespace tilbage::connect::setup
