// The engine in a process of its own, killed after each write of its journal and at the tenant's door; then run again.
#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "connect/setup/compare.h"
#include "connect/setup/plan.h"
#include "connect/setup/run_journal.h"
#include "connect/setup/testing/fake_agent.h"
#include "connect/setup/testing/fake_tenant.h"
#include "connect/setup/testing/wanted.h"

namespace tilbage::connect::setup {
namespace {

constexpr int kKilled = -SIGKILL;

// One machine: its folders, and the agent that runs there.
struct Machine {
    Machine() : agent(std::make_unique<FakeAgent>(file(), state_dir())) {}
    [[nodiscard]] std::filesystem::path state_dir() const { return dir.path() / "state"; }
    [[nodiscard]] std::filesystem::path file() const { return dir.path() / "etc" / "connect.toml"; }
    [[nodiscard]] Current current() const { return std::move(*load_current(file(), state_dir())); }
    testing::TempDir dir;
    std::unique_ptr<FakeAgent> agent;
};

class ConfigureRunKillTest : public ::testing::Test {
protected:
    // The exit code, or minus the signal.
    int run(const Machine& machine, int kill_at, int file_limit = 0) {
        std::vector<std::string> words{
            TILBAGE_RUN_CHILD,       machine.file().string(),   machine.state_dir().string(),
            tenant_.url(),           tenant_.ca_file(),         tenant_.with([](auto& state) { return state.token; }),
            std::to_string(kill_at), std::to_string(file_limit)};
        std::vector<char*> argv;
        for (auto& word : words) argv.push_back(word.data());
        argv.push_back(nullptr);
        output_ = machine.dir.path() / "output";
        posix_spawn_file_actions_t actions{};
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        pid_t child = 0;
        const int spawned = posix_spawn(&child, TILBAGE_RUN_CHILD, &actions, nullptr, argv.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        EXPECT_EQ(spawned, 0);
        child_ = child;
        child_.notify_all();
        int status = 0;
        EXPECT_EQ(::waitpid(child, &status, 0), child);
        return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
    }
    [[nodiscard]] std::string output() const { return read_file(output_).value_or(""); }

    // Done, known at the tenant exactly once, and nothing left to do.
    void expect_whole(const Machine& machine) {
        const auto current = machine.current();
        ASSERT_TRUE(current.identity);
        const auto agents = tenant_.agents();
        ASSERT_EQ(agents.size(), 1U);
        EXPECT_EQ(agents.front().id, current.identity->agent_id.str());
        const auto draft = wanted_draft(current, tenant_.url(), tenant_.ca_file());
        const auto loaded = load_config(machine.file());
        ASSERT_TRUE(loaded) << loaded.error().front();
        EXPECT_TRUE(same_credentials(*loaded, draft.config));
        const auto left = plan(current, draft);
        ASSERT_TRUE(left) << left.error().message;
        EXPECT_TRUE(left->empty()) << name_of(left->front().kind);
        EXPECT_EQ(last_run(machine.state_dir())->state, RunState::done);
    }

    FakeTenant tenant_;
    std::filesystem::path output_;
    std::atomic<pid_t> child_ = 0;
};

TEST_F(ConfigureRunKillTest, AfterAKillAtAnyWriteOfTheJournalTheNextRunEndsRight) {
    int kill_at = 1;
    for (;; ++kill_at) {
        SCOPED_TRACE(kill_at);
        tenant_.with([](auto& state) { state.agents.clear(); });
        Machine machine;
        const int first = run(machine, kill_at);
        if (first == 0) break;
        ASSERT_EQ(first, kKilled) << output();
        // Nothing there, or all of it: never a part.
        if (std::filesystem::exists(machine.file())) {
            EXPECT_TRUE(load_config(machine.file()));
        }
        EXPECT_NE(last_run(machine.state_dir())->state, RunState::running);
        ASSERT_EQ(run(machine, 0), 0) << output();
        expect_whole(machine);
    }
    EXPECT_GT(kill_at, 10);  // two for each step at least
}

TEST_F(ConfigureRunKillTest, TheOldConfigurationServesUntilTheNewOneIsWhole) {
    for (int kill_at = 1;; ++kill_at) {
        SCOPED_TRACE(kill_at);
        tenant_.with([](auto& state) { state.agents.clear(); });
        Machine machine;
        ASSERT_EQ(run(machine, 0), 0) << output();
        FakeTenant before;  // the agent belongs to another tenant now, and is to move
        auto text = read_file(machine.file()).value();
        const auto url = text.find(tenant_.url());
        text.replace(url, tenant_.url().size(), before.url());
        ASSERT_TRUE(write_file(machine.file(), text, Sync::yes));
        tenant_.with([](auto& state) { state.agents.clear(); });
        const auto identity = read_file(machine.state_dir() / "identity.json").value();

        const int first = run(machine, kill_at);
        const auto journal = load_journal(machine.state_dir());
        ASSERT_TRUE(journal) << journal.error().message;
        const auto now = read_file(machine.file()).value();
        if (first == kKilled && journal->next_sha256.empty()) {
            EXPECT_EQ(now, text);
            EXPECT_EQ(read_file(machine.state_dir() / "identity.json").value(), identity);
        }
        EXPECT_TRUE(load_config(machine.file()));
        if (first == 0) break;
        ASSERT_EQ(run(machine, 0), 0) << output();
        expect_whole(machine);
    }
}

TEST_F(ConfigureRunKillTest, AKillBeforeTheTenantsAnswerIsNotedLeavesNoSecondAgent) {
    Machine machine;
    tenant_.with([this](auto& state) {
        state.on_register = [this] {
            child_.wait(0);
            ::kill(child_, SIGKILL);
        };
    });
    ASSERT_EQ(run(machine, 0), kKilled);
    ASSERT_EQ(tenant_.agents().size(), 1U);
    const auto orphan = tenant_.agents().front();
    tenant_.with([](auto& state) { state.on_register = {}; });
    ASSERT_EQ(run(machine, 0), 0) << output();
    expect_whole(machine);
    EXPECT_NE(tenant_.agents().front().id, orphan.id);
    EXPECT_EQ(tenant_.agents().front().key_x, orphan.key_x);  // of the same key
}

TEST_F(ConfigureRunKillTest, AFullDiskIsToldBeforeAnythingIsRegistered) {
    Machine machine;
    EXPECT_EQ(run(machine, 0, 32 * 1024), 1);
    EXPECT_THAT(output(), ::testing::StartsWith("disk_full "));
    EXPECT_TRUE(tenant_.agents().empty());
    EXPECT_FALSE(std::filesystem::exists(machine.file()));
    ASSERT_EQ(run(machine, 0), 0) << output();
    expect_whole(machine);
}

}  // namespace
}  // namespace tilbage::connect::setup
