#include "connect/supervisor.h"

#include <functional>
#include <gtest/gtest.h>
#include <unistd.h>

#include "connect/state/identity.h"
#include "fakes/manual_clock.h"
#include "support/temp_dir.h"

namespace tilbage::connect {
namespace {

using namespace std::chrono_literals;
using Signal = Supervisor::Signal;

// A supervisor whose waits are the test's: at each wait the next step of the script is done, at the end it is told to
// end. Agents are made of nothing and noted.
class SupervisorTest : public ::testing::Test {
protected:
    struct FakeAgent final : RunningAgent {
        explicit FakeAgent(SupervisorTest& test_) : test(test_) {}
        ~FakeAgent() override { test.notes.emplace_back("gone"); }
        void housekeeping() override { test.notes.emplace_back("housekeeping"); }
        [[nodiscard]] bool wants_to_begin_anew() const override { return test.broken; }
        SupervisorTest& test;
    };

    SupervisorTest() {
        ::chmod(folder.path().c_str(), 0700);
        folder.write("ad-password", "Hemmelig-1\n");
        ::chmod((folder.path() / "ad-password").c_str(), 0600);
        folder.write("ca.pem", "x");
    }

    std::string toml(std::string_view unit = "OU=People,DC=ex1,DC=test") {
        return "[agent]\nname = \"a\"\nstate_dir = \".\"\n[tenant]\nurl = \"https://id.test\"\n[directory]\n"
               "servers = [\"ldaps://dc1.ex1.test\"]\nca_file = \"ca.pem\"\nbind_dn = \"CN=x,DC=ex1,DC=test\"\n"
               "password_file = \"ad-password\"\n[scope]\ninclude = [\"" +
               std::string(unit) + "\"]\n";
    }
    // As a careful writer does it.
    void replace(const std::string& name, const std::string& text) {
        folder.write(name + ".new", text);
        std::filesystem::permissions(folder.path() / (name + ".new"), std::filesystem::perms(0600));
        std::filesystem::rename(folder.path() / (name + ".new"), folder.path() / name);
    }
    void configure(std::string_view unit = "OU=People,DC=ex1,DC=test") { replace("connect.toml", toml(unit)); }
    void enrol(const char* id = "5a1f2c0e-93b4-4d7a-8e21-6f0d3b9c4a55") {
        ASSERT_TRUE(save_identity(folder.path(), {core::AgentId(id), core::TenantId(id), "ex1.test"}));
    }
    Status status() { return load_status(folder.path()).value_or(Status()); }
    std::string generation() { return generation_of(folder.path() / "connect.toml"); }

    int run(std::vector<std::function<void()>> script) {
        std::size_t next = 0;
        int waits = 0;
        Supervisor supervisor(
            folder.path() / "connect.toml",
            {.examine = [this](const Config&) -> base::Result<void> {
                 notes.emplace_back("examined");
                 if (!unreachable) return {};
                 return base::fail(base::ErrorCode::unavailable, "no domain controller answers");
             },
             .start = [this](const Config& config, const std::string& of, Workplace&,
                             const Pause& pause) -> base::Result<std::unique_ptr<RunningAgent>> {
                 if (unreachable) {
                     while (pause(1s)) notes.emplace_back("paused");
                     return base::fail(base::ErrorCode::conflict, "interrupted");
                 }
                 EXPECT_EQ(of, generation());
                 notes.push_back("serves " + config.scope.units.include.at(0).str());
                 return std::make_unique<FakeAgent>(*this);
             }},
            // Two waits a step: files must come to rest before they are read.
            [&](std::chrono::milliseconds time) {
                clock.advance(time);
                signal = Signal::none;
                if (++waits % 3 != 0) return Signal::none;
                if (next == script.size()) return Signal::end;
                script[next++]();
                return signal;
            },
            clock);
        return supervisor.run();
    }

    tilbage::testing::TempDir folder;
    fakes::ManualClock clock;
    Signal signal = Signal::none;
    bool unreachable = false;
    bool broken = false;
    std::vector<std::string> notes;
    const std::string people = "serves OU=People,DC=ex1,DC=test";
    const std::string staff = "serves OU=Staff,DC=ex1,DC=test";
};
using Notes = std::vector<std::string>;

TEST_F(SupervisorTest, WaitsForAConfigurationAndForARegistration) {
    EXPECT_EQ(run({[] {}, [&] { configure(); },
                   [&] {
                       EXPECT_EQ(status().waiting_for, "registration");
                       EXPECT_TRUE(RunLock::is_held(folder.path()));
                       EXPECT_TRUE(notes.empty());
                       enrol();
                   },
                   [&] {
                       EXPECT_EQ(notes, Notes{people});
                       EXPECT_EQ(status().waiting_for, "");
                       EXPECT_EQ(status().config_sha256, generation());
                   }}),
              0);
    EXPECT_EQ(notes, (Notes{people, "gone"}));
    EXPECT_FALSE(RunLock::is_held(folder.path()));
}

TEST_F(SupervisorTest, MakesAnAgentThatCannotGoOnAnewButNotAgainAndAgain) {
    configure();
    enrol();
    run({[&] { broken = true; }, [] {}, [] {}, [&] { EXPECT_EQ(notes, (Notes{people, "gone", people})); },
         [&] { clock.advance(30s); }, [&] { broken = false; }, [] {}});
    EXPECT_EQ(notes, (Notes{people, "gone", people, "gone", people, "gone"}));
}

TEST_F(SupervisorTest, TakesANewConfigurationOverInTheSameProcess) {
    configure();
    enrol();
    run({[&] { configure("OU=Staff,DC=ex1,DC=test"); }, [&] { EXPECT_EQ(status().config_sha256, generation()); }});
    EXPECT_EQ(notes, (Notes{people, "examined", "gone", staff, "gone"}));
}

TEST_F(SupervisorTest, WhatIsWrittenWithoutAChangeIsNone) {
    configure();
    enrol();
    run({[&] { configure(); }, [] {}});
    EXPECT_EQ(notes, (Notes{people, "gone"}));
}

TEST_F(SupervisorTest, AHangUpTakesTheConfigurationAgain) {
    configure();
    enrol();
    run({[&] { signal = Signal::reload; }, [] {}});
    EXPECT_EQ(notes, (Notes{people, "examined", "gone", people, "gone"}));
}

TEST_F(SupervisorTest, AConfigurationThatIsWrongLeavesTheOldOneServing) {
    configure();
    enrol();
    std::string served;
    run({[&] {
             served = generation();
             replace("connect.toml", toml() + "[nonsense]\n");
         },
         [&] {
             EXPECT_EQ(notes, Notes{people});
             EXPECT_EQ(status().config_sha256, served);
             EXPECT_NE(status().configuration_problem.find("nonsense"), std::string::npos);
             configure("OU=Staff,DC=ex1,DC=test");
         },
         [&] { EXPECT_EQ(status().configuration_problem, ""); }});
    EXPECT_EQ(notes, (Notes{people, "examined", "gone", staff, "gone"}));
}

TEST_F(SupervisorTest, AConfigurationThatIsGoneLeavesTheOldOneServing) {
    configure();
    enrol();
    run({[&] { std::filesystem::remove(folder.path() / "connect.toml"); },
         [&] {
             EXPECT_EQ(notes, Notes{people});
             EXPECT_NE(status().configuration_problem, "");
         }});
}

TEST_F(SupervisorTest, AConfigurationThatDoesNotWorkLeavesTheOldOneServingAndIsTriedAgain) {
    configure();
    enrol();
    std::vector<std::function<void()>> script = {[&] {
                                                     unreachable = true;
                                                     configure("OU=Staff,DC=ex1,DC=test");
                                                 },
                                                 [&] {
                                                     EXPECT_EQ(notes, (Notes{people, "examined"}));
                                                     EXPECT_NE(status().configuration_problem, "");
                                                     unreachable = false;
                                                 }};
    for (int i = 0; i < 8; ++i) script.emplace_back([] {});
    script.emplace_back([&] { EXPECT_EQ(status().configuration_problem, ""); });
    run(script);
    EXPECT_EQ(notes, (Notes{people, "examined", "examined", "gone", staff, "gone"}));
}

TEST_F(SupervisorTest, AWaitForTheDirectoryEndsWithANewConfiguration) {
    configure();
    enrol();
    unreachable = true;
    run({[&] {
             EXPECT_EQ(status().waiting_for, "directory");
             unreachable = false;
             configure("OU=Staff,DC=ex1,DC=test");
         },
         [] {}});
    EXPECT_EQ(notes.back(), "gone");
    EXPECT_EQ(std::count(notes.begin(), notes.end(), staff), 1);
    EXPECT_EQ(std::count(notes.begin(), notes.end(), people), 0);
}

TEST_F(SupervisorTest, AnAgentThatIsRegisteredAnewServesUnderItsNewName) {
    configure();
    enrol();
    run({[&] { enrol("7f3b6e90-08c1-4d25-9b4f-2a6d8c15e7f0"); }, [] {}});
    EXPECT_EQ(notes, (Notes{people, "examined", "gone", people, "gone"}));
}

TEST_F(SupervisorTest, AnAgentWhoseRegistrationIsTakenAwayEndsAndWaits) {
    configure();
    enrol();
    run({[&] { std::filesystem::remove(folder.path() / "identity.json"); },
         [&] {
             EXPECT_EQ(notes, (Notes{people, "gone"}));
             EXPECT_EQ(status().waiting_for, "registration");
         }});
}

TEST_F(SupervisorTest, EndsWhenAnotherProcessServesThere) {
    configure();
    enrol();
    const auto other = RunLock::take(folder.path());
    ASSERT_TRUE(other);
    EXPECT_EQ(run({}), 1);
    EXPECT_TRUE(notes.empty());
}

}  // namespace
}  // namespace tilbage::connect
