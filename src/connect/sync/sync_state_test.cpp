// What the synchronisation keeps in the state folder, and who reads it there.
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>
#include <sys/stat.h>
#include <thread>

#include "adapters/sql/migrations.h"
#include "connect/state/state_folder.h"
#include "connect/sync/agent_orders.h"
#include "connect/sync/engine_joins.h"
#include "connect/sync/local_desk.h"
#include "connect/sync/sync_files.h"
#include "connect/sync/sync_store.h"
#include "core/sync/guid_text.h"
#include "fakes/manual_clock.h"
#include "support/temp_dir.h"

namespace tilbage::connect {
namespace {

core::SourceAnchor anchor(char letter) {
    return *core::SourceAnchor::from_guid(base::as_bytes(std::string(16, letter)));
}
core::ObjectGuid guid(char letter) { return *core::ObjectGuid::from(base::as_bytes(std::string(16, letter))); }

class SyncStateTest : public ::testing::Test {
protected:
    SyncStateTest() { EXPECT_TRUE(prepare_state_dir(folder_)); }
    static Identity identity(const std::string& agent, const std::string& tenant) {
        return {.agent_id = core::AgentId(agent), .tenant_id = core::TenantId(tenant), .tenant = "ex1.test"};
    }
    std::unique_ptr<SyncStore> open(const Identity& who) {
        auto opened = SyncStore::open(folder_, who, clock_);
        EXPECT_TRUE(opened) << opened.error().message;
        return std::move(*opened);
    }
    static void join(SyncStore& store, char letter) {
        core::MetaverseEntry entry;
        entry.anchor = anchor(letter);
        entry.joined = core::AnchorClaim{.directory = 1, .guid = guid(letter), .own = true};
        ASSERT_TRUE(store.metaverse().put(entry));
    }

    testing::TempDir dir_;
    std::filesystem::path folder_ = dir_.path() / "state";
    fakes::ManualClock clock_;
};

TEST_F(SyncStateTest, WhatTheEngineKnewIsThereAfterARestart) {
    join(*open(identity("a", "t")), 'x');
    const auto again = open(identity("a", "t"));
    EXPECT_EQ(again->set_aside(), "");
    EXPECT_TRUE(again->metaverse().find(anchor('x')).value().has_value());
}

TEST_F(SyncStateTest, AnotherAgentsOrTenantsStateIsSetAside) {
    join(*open(identity("a", "t")), 'x');
    for (const auto& other : {identity("b", "t"), identity("b", "u")}) {
        const auto store = open(other);
        EXPECT_NE(store->set_aside(), "");
        EXPECT_FALSE(store->metaverse().find(anchor('x')).value().has_value());
        join(*store, 'x');
    }
    EXPECT_TRUE(std::filesystem::exists(folder_ / "sync.db.set-aside"));
}

TEST_F(SyncStateTest, ADamagedStateIsSetAsideAndTheAgentBegins) {
    std::ofstream(folder_ / "sync.db") << std::string(9000, 'x');
    const auto store = open(identity("a", "t"));
    EXPECT_NE(store->set_aside(), "");
    EXPECT_EQ(open(identity("a", "t"))->set_aside(), "");
}

TEST_F(SyncStateTest, OnlyWhoIsJoinedIsWrittenAndNobodyBeforeEverybodyWasSeen) {
    const auto store = open(identity("a", "t"));
    join(*store, 'x');
    core::MetaverseEntry disputed;
    disputed.anchor = anchor('d');
    disputed.disputed = true;
    ASSERT_TRUE(store->metaverse().put(disputed));
    core::MetaverseEntry group;
    group.anchor = anchor('g');
    group.kind = core::ObjectKind::group;
    group.joined = core::AnchorClaim{.directory = 1, .guid = guid('g'), .own = true};
    ASSERT_TRUE(store->metaverse().put(group));
    EngineJoins joins(store->space(), store->metaverse(), 1, [] { return core::Scope(); });
    const auto find = [&](char letter) { return joins.find(anchor(letter)).value(); };
    EXPECT_TRUE(std::holds_alternative<core::NotYetKnown>(find('x')));
    core::ImportPosition position;
    position.whole = true;
    ASSERT_TRUE(store->space().set_position(1, position));
    ASSERT_TRUE(std::holds_alternative<core::JoinedPerson>(find('x')));
    EXPECT_EQ(std::get<core::JoinedPerson>(find('x')).guid, guid('x'));
    EXPECT_TRUE(std::holds_alternative<core::DisputedAnchor>(find('d')));
    EXPECT_TRUE(std::holds_alternative<core::NotJoined>(find('g')));
    EXPECT_TRUE(std::holds_alternative<core::NotJoined>(find('n')));
}

class OrdersTest : public SyncStateTest {
protected:
    OrdersTest() {
        auto opened = adapters::sql::Database::open({.path = folder_ / "journal.db"});
        database_ = std::move(opened.value());
        EXPECT_TRUE(adapters::sql::migrate(*database_, adapters::sql::connect_migrations(), clock_.now()));
    }
    std::unique_ptr<adapters::sql::Database> database_;
};

TEST_F(OrdersTest, WithoutAnAgentACommandSaysSo) {
    const auto answer = ask_agent(folder_, core::SyncOrderKind::run, {});
    ASSERT_FALSE(answer);
    EXPECT_THAT(answer.error().message, ::testing::HasSubstr("no agent runs"));
}

TEST_F(OrdersTest, TheAgentTakesAnOrderOnceAndTheCommandGetsItsAnswer) {
    const auto lock = RunLock::take(folder_).value();
    LocalDesk desk(*database_, clock_);
    std::thread agent([&] {
        std::vector<LoopOrder> orders;
        while (orders.empty()) orders = desk.take();
        EXPECT_EQ(orders.size(), 1U);
        EXPECT_EQ(orders[0].kind, core::SyncOrderKind::explain);
        EXPECT_EQ(orders[0].user, "anna");
        core::Explanation explanation;
        explanation.found = true;
        orders[0].answer({.problem = {}, .explanation = explanation, .run = {}});
        EXPECT_TRUE(desk.take().empty());
    });
    const auto answer = ask_agent(folder_, core::SyncOrderKind::explain, "anna");
    agent.join();
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_TRUE(answer->at("found").as_bool());
}

TEST_F(OrdersTest, APreviewTakesItsRulesThereAndItsNumbersBack) {
    const auto lock = RunLock::take(folder_).value();
    LocalDesk desk(*database_, clock_);
    core::DirectoryRules rules;
    rules.scope.mode = core::Scope::Mode::selected;
    rules.scope.include = {*core::DistinguishedName::parse("OU=Æ,DC=ex1,DC=test")};
    rules.scope.include_new_units = false;
    rules.pilot_group = "CN=Pilot,DC=ex1,DC=test";
    rules.guids = {{"OU=Æ,DC=ex1,DC=test", *core::parse_guid("48f3f955-29b4-4c1e-8a77-0102030405ff")}};
    const std::vector<core::WantedRules> wanted{{.directory = 2, .rules = {}}, {.directory = 1, .rules = rules}};
    std::thread agent([&] {
        std::vector<LoopOrder> orders;
        while (orders.empty()) orders = desk.take();
        EXPECT_EQ(orders[0].wanted, wanted);
        LoopOrder::Answer answer;
        const core::ScopePreview preview{.people = 5,
                                         .groups = 1,
                                         .added = 2,
                                         .removed = 3,
                                         .removed_groups = 4,
                                         .removed_sample = {"a"},
                                         .limit = 2,
                                         .holds = true};
        answer.previews = {core::ScopePreview{.removed = 7}, preview};
        orders[0].answer(answer);
    });
    const auto previews = ask_preview(folder_, wanted, std::chrono::seconds(20));
    agent.join();
    ASSERT_TRUE(previews) << previews.error().message;
    EXPECT_EQ(previews->front().removed, 7U);
    const auto* preview = &previews->back();
    EXPECT_EQ(preview->people, 5U);
    EXPECT_EQ(preview->removed, 3U);
    EXPECT_EQ(preview->removed_groups, 4U);
    EXPECT_EQ(preview->removed_sample, std::vector<std::string>{"a"});
    EXPECT_EQ(preview->limit, 2);
    EXPECT_TRUE(preview->holds);
}

TEST_F(OrdersTest, ARefusedOrderIsAnErrorInItsWords) {
    const auto lock = RunLock::take(folder_).value();
    LocalDesk desk(*database_, clock_);
    std::thread agent([&] {
        std::vector<LoopOrder> orders;
        while (orders.empty()) orders = desk.take();
        orders[0].answer({.problem = core::SyncProblem{.code = "x", .message = "it cannot be"}});
    });
    const auto answer = ask_agent(folder_, core::SyncOrderKind::run, {});
    agent.join();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().message, "it cannot be");
}

TEST_F(OrdersTest, AnOrderOfAnotherVersionIsAnsweredAtOnce) {
    adapters::sql::LocalOrders orders(*database_);
    ASSERT_TRUE(orders.place({.id = "1", .what = "dance", .argument = ""}, clock_.now()));
    LocalDesk desk(*database_, clock_);
    EXPECT_TRUE(desk.take().empty());
    EXPECT_THAT(orders.find_answer("1").value().value_or(""), ::testing::HasSubstr("another version"));
}

TEST_F(SyncStateTest, TheFileForTheCommandComesBackAsItWasWritten) {
    SyncFile file{.at = clock_.now(), .holds_lease = true, .lease_holder = "connect1", .check_in = {}};
    file.check_in.report.state = core::SyncState::idle;
    file.check_in.report.directories = {{.domain = "ex1.test", .forest = "ex1.test", .server = "ldaps://dc1:636"}};
    core::SyncRun run;
    run.id = core::SyncRunId("0b8e7d16-2f43-4c59-9a7e-d15c60f2b384");
    run.created = 3;
    file.check_in.runs = {run};
    ASSERT_TRUE(write_sync_file(folder_, file));
    const auto read = read_sync_file(folder_);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->lease_holder, "connect1");
    EXPECT_TRUE(read->holds_lease);
    EXPECT_EQ(read->check_in.runs.at(0).created, 3);
    EXPECT_EQ(read->check_in.report.directories.at(0).domain, "ex1.test");
}

TEST_F(SyncStateTest, MetricsAreWholeLinesThatEverybodyMayRead) {
    SyncPicture picture;
    picture.counts.people = 245;
    picture.updated = 7;
    const auto path = dir_.path() / "tilbage.prom";
    ASSERT_TRUE(write_metrics(path, metrics_text(picture, true)));
    std::ifstream stream(path);
    std::stringstream text;
    text << stream.rdbuf();
    EXPECT_THAT(text.str(), ::testing::HasSubstr("\ntilbage_sync_people 245\n"));
    EXPECT_THAT(text.str(), ::testing::HasSubstr("\ntilbage_sync_updated_total 7\n"));
    EXPECT_THAT(text.str(), ::testing::HasSubstr("# TYPE tilbage_sync_updated_total counter\n"));
    EXPECT_THAT(text.str(), ::testing::EndsWith("\n"));
    struct stat status{};
    ASSERT_EQ(stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0644U);
    EXPECT_FALSE(write_metrics(dir_.path() / "not" / "there.prom", "x"));
}

}  // namespace
}  // namespace tilbage::connect
