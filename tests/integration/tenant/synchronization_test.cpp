// Agents' synchronisations check in at the real tenant, and administrators see and order what they may.
#include <algorithm>
#include <future>
#include <gtest/gtest.h>
#include <signal.h>

#include "base/clock.h"
#include "integration/tenant/graph_world.h"
#include "wire/sync_check_in.h"

namespace tilbage::testing {
namespace {

namespace json = boost::json;

constexpr const char* kStatus = "/beta/onPremisesSynchronization/status";
constexpr const char* kRuns = "/beta/onPremisesSynchronization/runs";
const std::string kOrders = "/beta/onPremisesSynchronization/";

core::SyncCheckIn working() {
    core::SyncCheckIn check_in;
    core::DirectoryReport directory;
    directory.domain = "ex1.test";
    directory.server = "ldaps://dc1.ex1.test:636";
    directory.people = 245;
    directory.sees_deletions = true;
    check_in.report.directories.push_back(directory);
    check_in.report.state = core::SyncState::idle;
    check_in.report.wants_lease = true;
    return check_in;
}

core::SyncCheckIn holding(std::int64_t count) {
    auto check_in = working();
    check_in.report.state = core::SyncState::waiting_for_approval;
    check_in.report.held_removals = core::HeldRemovals{.count = count,
                                                       .threshold = 500,
                                                       .people = 9800,
                                                       .since = base::from_millis(1'795'372'800'000),
                                                       .sample = {"anna@ex1.test"}};
    return check_in;
}

core::SyncRun run(int number) {
    core::SyncRun run;
    run.id = core::SyncRunId("00000000-0000-4000-8000-00000000000" + std::to_string(number));
    run.started_at = run.ended_at = base::SystemClock().now();
    run.created = number;
    return run;
}

struct Agent {
    Agent(const TenantProcess& at, ScriptedAgent& who) : tenant(at), scripted(who), token(who.new_token()) {}

    PageAnswer post(const std::string& body, const std::string& type = "application/json") const {
        return PersonAtPage(tenant).call("POST", "/connect/v1/sync", body,
                                         {{"Authorization", "Bearer " + token}, {"Content-Type", type}});
    }
    core::SyncCheckInAnswer check_in(const core::SyncCheckIn& said = working()) const {
        const auto answer = post(wire::encode_sync_check_in(said));
        if (answer.status != 200) throw std::runtime_error("check-in: " + answer.text);
        return wire::decode_sync_answer(answer.text).value();
    }

    const TenantProcess& tenant;
    ScriptedAgent& scripted;
    std::string token;
};

TEST(Synchronization, OneOfTwoAgentsHoldsTheLeaseUntilItGivesItBack) {
    GraphWorld world;
    const auto second = world.another_agent("two");
    const Agent one(world.tenant, *world.agent);
    const Agent two(world.tenant, *second);
    const auto first = one.check_in();
    EXPECT_TRUE(first.lease.held);
    EXPECT_EQ(first.removal_threshold, core::RemovalThreshold());
    const auto other = two.check_in();
    EXPECT_FALSE(other.lease.held);
    EXPECT_EQ(other.lease.holder, "one");
    const auto status = world.get(kStatus);
    ASSERT_EQ(status.status, 200) << status.text;
    const auto& agents = status.body.at("agents").as_array();
    ASSERT_EQ(agents.size(), 2U);
    EXPECT_EQ(agents[0].at("displayName"), "one");
    EXPECT_EQ(agents[0].at("holdsLease"), true);
    EXPECT_EQ(agents[0].at("directories").at(0).at("people"), 245);
    EXPECT_EQ(agents[0].at("directories").at(0).at("lastChangeDateTime"), nullptr);
    EXPECT_EQ(agents[1].at("holdsLease"), false);
    EXPECT_EQ(status.body.at("counts").at("users"), 1);
    EXPECT_EQ(status.body.at("heldRemovals"), nullptr);
    auto ending = working();
    ending.report.wants_lease = false;
    EXPECT_FALSE(one.check_in(ending).lease.held);
    EXPECT_TRUE(two.check_in().lease.held);
}

TEST(Synchronization, ManyWhoAskInOneMomentAreGivenOneLease) {
    TenantWorld world;
    std::vector<std::unique_ptr<ScriptedAgent>> others;
    std::vector<Agent> agents{Agent(world.tenant, *world.agent)};
    for (const auto* name : {"two", "three", "four"}) {
        others.push_back(world.another_agent(name));
        agents.emplace_back(world.tenant, *others.back());
    }
    std::vector<std::future<int>> asking;
    for (const auto& agent : agents) {
        asking.push_back(std::async(std::launch::async, [&agent] {
            int held = 0;
            for (int i = 0; i < 10; ++i) held += agent.check_in().lease.held ? 1 : 0;
            return held;
        }));
    }
    std::vector<int> held;
    for (auto& one : asking) held.push_back(one.get());
    EXPECT_EQ(std::ranges::count(held, 0), 3);
    EXPECT_EQ(std::ranges::count(held, 10), 1);
}

TEST(Synchronization, ALeaseOutlivesTheTenantsProcessAndEndsWithItsAgent) {
    GraphWorld world;
    const auto second = world.another_agent("two");
    const Agent one(world.tenant, *world.agent);
    const Agent two(world.tenant, *second);
    EXPECT_TRUE(one.check_in().lease.held);
    world.tenant.kill_it(SIGKILL);
    world.tenant.start();
    EXPECT_FALSE(two.check_in().lease.held);
    EXPECT_TRUE(one.check_in().lease.held);
    ASSERT_EQ(world.call(kGlobal, "DELETE", "/beta/onPremisesAgents/" + world.agent->id()).status, 204);
    EXPECT_TRUE(two.check_in().lease.held);
    EXPECT_EQ(one.post(wire::encode_sync_check_in(working())).status, 401);
    EXPECT_EQ(world.get(kStatus).body.at("agents").as_array().size(), 1U);
}

TEST(Synchronization, RefusesWhatIsNoCheckIn) {
    TenantWorld world;
    const Agent one(world.tenant, *world.agent);
    EXPECT_EQ(one.post("{}").code(), "malformed");
    EXPECT_EQ(one.post("{}", "text/plain").status, 415);
    EXPECT_EQ(one.post(std::string(wire::kMaxSyncCheckIn + 1, ' ')).status, 413);
    EXPECT_EQ(PersonAtPage(world.tenant)
                  .call("POST", "/connect/v1/sync", "{}", {{"Content-Type", "application/json"}})
                  .header("WWW-Authenticate"),
              "Bearer");
}

TEST(Synchronization, RunsAreListedNewestFirstInPages) {
    GraphWorld world;
    const Agent one(world.tenant, *world.agent);
    auto said = working();
    said.runs = {run(1), run(2), run(3)};
    EXPECT_EQ(one.check_in(said).acknowledged_runs.size(), 3U);
    EXPECT_EQ(one.check_in(said).acknowledged_runs.size(), 3U);
    const auto page = world.get(std::string(kRuns) + "?$top=2");
    ASSERT_EQ(page.status, 200) << page.text;
    ASSERT_EQ(page.body.at("value").as_array().size(), 2U);
    EXPECT_EQ(page.body.at("value").at(0).at("created"), 3);
    EXPECT_EQ(page.body.at("value").at(0).at("agentDisplayName"), "one");
    const auto link = page.member("@odata.nextLink");
    const auto rest = world.get(link.substr(link.find('/', 8)));
    ASSERT_EQ(rest.body.at("value").as_array().size(), 1U);
    EXPECT_EQ(rest.body.at("value").at(0).at("created"), 1);
    EXPECT_EQ(rest.member("@odata.nextLink"), "");
    EXPECT_EQ(world.get(std::string(kRuns) + "?$skiptoken=x").status, 400);
}

TEST(Synchronization, AnOrderWakesTheAgentAndItsAnswerIsSeen) {
    GraphWorld world;
    const Agent one(world.tenant, *world.agent);
    EXPECT_EQ(world.call(kGlobal, "POST", kOrders + "run").code(), "agent_unavailable");
    (void)one.check_in();
    EXPECT_EQ(world.call(kGlobal, "POST", kOrders + "allowRemovals").code(), "nothing_held");
    ASSERT_EQ(world.call(kGlobal, "POST", kOrders + "fullRun").status, 202);
    EXPECT_TRUE(world.agent->woken());
    const auto orders = one.check_in().orders;
    ASSERT_EQ(orders.size(), 1U);
    EXPECT_EQ(orders[0].kind, core::SyncOrderKind::full);
    const auto state = [&] { return world.get(kStatus).body.at("orders").at(0).at("state"); };
    EXPECT_EQ(state(), "waiting");
    auto answer = working();
    answer.answers.push_back({orders[0].id, core::SyncProblem{"not_ready", "later"}, std::nullopt});
    EXPECT_TRUE(one.check_in(answer).orders.empty());
    EXPECT_EQ(state(), "failed");
}

TEST(Synchronization, AnExplanationComesFromTheAgentWhileTheAdministratorWaits) {
    GraphWorld world;
    const Agent one(world.tenant, *world.agent);
    (void)one.check_in();
    const auto token = world.token(kReader);
    auto waiting = std::async(std::launch::async, [&] {
        return world.call(kReader, "POST", kOrders + "explain", json::object{{"user", "anna"}});
    });
    ASSERT_TRUE(world.agent->woken());
    const auto orders = one.check_in().orders;
    ASSERT_EQ(orders.size(), 1U);
    EXPECT_EQ(orders[0].user, "anna");
    core::Explanation explanation;
    explanation.found = true;
    explanation.why = core::ExplanationWhy::excluded_unit;
    explanation.why_details["unit"] = {"OU=Gone,DC=ex1,DC=test"};
    auto said = working();
    said.answers.push_back({orders[0].id, std::nullopt, explanation});
    (void)one.check_in(said);
    const auto answer = waiting.get();
    ASSERT_EQ(answer.status, 200) << answer.text;
    EXPECT_EQ(answer.member("why"), "excluded_unit");
    EXPECT_EQ(answer.body.at("whyDetails").at("unit").at(0), "OU=Gone,DC=ex1,DC=test");
    EXPECT_TRUE(world.get(kStatus).body.at("orders").as_array().empty());
}

TEST(Synchronization, AnAgentThatDoesNotAnswerIsToldAfterFifteenSeconds) {
    GraphWorld world;
    const Agent one(world.tenant, *world.agent);
    (void)one.check_in();
    (void)world.token(kReader);
    const auto began = std::chrono::steady_clock::now();
    const auto answer = world.call(kReader, "POST", kOrders + "explain", json::object{{"user", "anna"}});
    EXPECT_EQ(answer.status, 503) << answer.text;
    EXPECT_EQ(answer.code(), "agent_unavailable");
    EXPECT_GE(std::chrono::steady_clock::now() - began, std::chrono::seconds(14));
}

TEST(Synchronization, RemovalsThatWaitAreMailedOnceAndAllowed) {
    GraphWorld world;
    const Agent one(world.tenant, *world.agent);
    (void)world.token(kGlobal);
    (void)world.token(kHelpdesk);
    const auto before = world.mailbox.count();
    (void)one.check_in(holding(612));
    const auto mail = world.mailbox.next("admin1@ex1.test");
    EXPECT_NE(mail.text.find("612"), std::string::npos);
    (void)one.check_in(holding(613));
    const auto status = world.get(kStatus);
    EXPECT_EQ(status.body.at("heldRemovals").at("count"), 613);
    EXPECT_EQ(status.body.at("heldRemovals").at("sinceDateTime"), "2026-11-22T18:40:00Z");
    ASSERT_EQ(world.call(kGlobal, "POST", kOrders + "allowRemovals").status, 202);
    const auto orders = one.check_in(holding(613)).orders;
    ASSERT_EQ(orders.size(), 1U);
    auto done = working();
    done.answers.push_back({orders[0].id, std::nullopt, std::nullopt});
    (void)one.check_in(done);
    EXPECT_EQ(world.get(kStatus).body.at("heldRemovals"), nullptr);
    (void)one.check_in(holding(9));
    (void)world.mailbox.next("admin1@ex1.test");
    EXPECT_EQ(world.mailbox.count(), before);
}

TEST(Synchronization, MetricsAreForThisMachineAndTellHowItGoes) {
    TenantWorld world;
    const Agent one(world.tenant, *world.agent);
    auto said = holding(612);
    said.runs = {run(1)};
    (void)one.check_in(said);
    PersonAtPage caller(world.tenant);
    const auto answer = caller.call("GET", "/metrics");
    ASSERT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
    for (const auto* line :
         {"tilbage_users{tenant=\"ex1.test\"} 1\n", "tilbage_agents_connected{tenant=\"ex1.test\"} 1\n",
          "tilbage_sync_held_removals{tenant=\"ex1.test\",agent=\"one\"} 612\n",
          "tilbage_sync_last_run_objects{tenant=\"ex1.test\",what=\"created\"} 1\n",
          "# TYPE tilbage_sync_check_in_age_seconds gauge\n"}) {
        EXPECT_NE(answer.text.find(line), std::string::npos) << line << answer.text;
    }
    // A proxy on this machine that is not among the trusted ones passes others' calls on.
    EXPECT_EQ(caller.call("GET", "/metrics", "", {{"X-Forwarded-For", "192.0.2.7"}}).status, 403);
}

}  // namespace
}  // namespace tilbage::testing
