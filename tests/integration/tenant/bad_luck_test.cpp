// Kills, lost connections and silence.
#include <csignal>
#include <gtest/gtest.h>
#include <thread>

#include "integration/tenant/tenant_world.h"

namespace tilbage::testing {
namespace {

// Sends and does not care whether an answer comes: the page whose connection breaks.
std::thread submit_and_lose(const TenantWorld& world, const PersonAtPage& person, const Sealable& sealed) {
    return std::thread([&world, &person, sealed] {
        try {
            PersonAtPage(world.tenant, person).submit(sealed.id, sealed.body);
        } catch (const std::runtime_error&) {
            // The tenant was killed: that is the test.
        }
    });
}

struct BadLuck : ::testing::Test {
    void prove() { person.prove("anna", world.mailbox, kAddress); }
    TenantWorld world{"deadline_seconds = 20"};
    PersonAtPage person{world.tenant};
};

TEST_F(BadLuck, ATenantKilledWhileThePageWaitsTellsTheOutcomeAfterwards) {
    prove();
    const auto sealed = person.seal("secret");
    auto waiting = submit_and_lose(world, person, sealed);
    const auto first = world.agent->next_request();
    world.tenant.kill_it(SIGKILL);
    waiting.join();
    (void)world.agent->wait_for_close();
    world.tenant.start();
    EXPECT_EQ(person.submit(sealed.id, sealed.body).code(), "request_in_progress");
    ASSERT_TRUE(world.agent->connect());
    const auto again = world.agent->next_request();
    EXPECT_EQ(again.binding, first.binding);
    EXPECT_TRUE(again.redelivered);
    EXPECT_EQ(again.first_sent_at, first.first_sent_at);
    world.agent->answer(again.binding.request_id, core::Reason::succeeded);
    EXPECT_EQ(person.outcome(sealed.id).reason(), "succeeded");
    EXPECT_EQ(world.agent->waiting_requests(), 0U);
}

TEST_F(BadLuck, AnOutcomeThatWasOnItsWayWhenTheTenantWasKilledIsTakenAfterwards) {
    prove();
    const auto sealed = person.seal("secret");
    auto waiting = submit_and_lose(world, person, sealed);
    (void)world.agent->next_request();
    world.tenant.kill_it(SIGKILL);
    waiting.join();
    (void)world.agent->wait_for_close();
    world.tenant.start();
    ASSERT_TRUE(world.agent->connect());
    world.agent->answer(sealed.id, core::Reason::succeeded);  // from its journal, before anything is redelivered
    EXPECT_TRUE(world.agent->acknowledged(sealed.id));
    EXPECT_EQ(person.outcome(sealed.id).reason(), "succeeded");
}

TEST_F(BadLuck, ATenantThatIsToldToEndLetsThePageGoAtOnceAndGoesOnAfterwards) {
    prove();
    const auto sealed = person.seal("secret");
    PageAnswer answer;
    std::thread waiting([&] { answer = PersonAtPage(world.tenant, person).submit(sealed.id, sealed.body); });
    (void)world.agent->next_request();
    const auto began = std::chrono::steady_clock::now();
    world.tenant.kill_it(SIGTERM);
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(4));
    EXPECT_EQ(world.tenant.last_status(), 0);
    waiting.join();
    EXPECT_EQ(answer.text, R"({"outcome":null})");
    EXPECT_EQ(world.agent->wait_for_close().code, 1001);
    world.tenant.start();
    ASSERT_TRUE(world.agent->connect());
    world.agent->answer(world.agent->next_request().binding.request_id, core::Reason::succeeded);
    EXPECT_EQ(person.outcome(sealed.id).reason(), "succeeded");
}

TEST_F(BadLuck, AnAgentThatComesBackGetsItsRequestAgain) {
    prove();
    const auto sealed = person.seal("secret");
    auto waiting = submit_and_lose(world, person, sealed);
    EXPECT_FALSE(world.agent->next_request().redelivered);
    world.agent->disconnect();
    ASSERT_TRUE(world.agent->connect());
    EXPECT_TRUE(world.agent->next_request().redelivered);
    world.agent->answer(sealed.id, core::Reason::succeeded);
    waiting.join();
    EXPECT_EQ(person.outcome(sealed.id).reason(), "succeeded");
}

TEST_F(BadLuck, AnotherAgentTakesOverForOneThatStaysAway) {
    prove();
    const auto second = world.another_agent("two");
    ASSERT_TRUE(second->connect());
    const auto sealed = person.seal("secret");
    auto waiting = submit_and_lose(world, person, sealed);
    auto& first_asked = [&]() -> ScriptedAgent& {
        while (world.agent->waiting_requests() + second->waiting_requests() == 0) std::this_thread::yield();
        return world.agent->waiting_requests() > 0 ? *world.agent : *second;
    }();
    auto& other = &first_asked == second.get() ? *world.agent : *second;
    (void)first_asked.next_request();
    first_asked.disconnect();
    const auto request = other.next_request();
    EXPECT_TRUE(request.redelivered);
    EXPECT_TRUE(other.opens(request.sealed.value_or(""), "secret"));
    other.answer(sealed.id, core::Reason::succeeded);
    waiting.join();
    EXPECT_EQ(person.outcome(sealed.id).reason(), "succeeded");
}

TEST_F(BadLuck, ANewerConnectionOfTheSameIdentityLoses) {
    ScriptedAgent& first = *world.agent;
    const auto token = first.new_token();
    adapters::http::WsClientHandler handler;
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<adapters::http::WsCloseInfo> closed;
    adapters::http::WebSocketClient* self = nullptr;
    handler.on_open = [&] {
        wire::Hello hello;
        hello.software = "copy/1";
        hello.sealing_keys = {{first.sealing_key().jwk().thumbprint(), first.sealing_key().jwk()}};
        (void)self->send(wire::encode(hello));
    };
    handler.on_close = [&](const auto& info) {
        std::lock_guard lock(mutex);
        closed = info;
        changed.notify_all();
    };
    adapters::http::WebSocketClient copy({.ca_file = world.tenant.ca_file()}, handler);
    self = &copy;
    copy.connect({"wss://127.0.0.1:" + std::to_string(world.tenant.port()) + "/relay/v1",
                  "tilbage.relay.v1",
                  {{"Authorization", "Bearer " + token}}});
    std::unique_lock lock(mutex);
    ASSERT_TRUE(changed.wait_for(lock, std::chrono::seconds(10), [&] { return closed.has_value(); }));
    EXPECT_EQ(closed->code, 4009);
    EXPECT_NE(world.tenant.log().find("agent_already_connected"), std::string::npos);
}

TEST_F(BadLuck, AnAgentThatSpeaksAnotherLanguageIsCutOff) {
    world.agent->send("{\"type\":\"nonsense\"}");
    EXPECT_EQ(world.agent->wait_for_close().code, 4000);
    EXPECT_FALSE(world.agent->connect("no such token"));
    EXPECT_EQ(world.agent->wait_for_close().status, 401U);
}

TEST_F(BadLuck, WithoutAnAgentThePageIsToldThatNothingWasChanged) {
    prove();
    const auto sealed = person.seal("secret");
    world.agent->disconnect();
    const auto answer = person.submit(sealed.id, sealed.body);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.reason(), "agent_unavailable");
    EXPECT_TRUE(answer.body.at("outcome").at("retry").as_bool());
    ASSERT_TRUE(world.agent->connect());
    EXPECT_EQ(person.seal("secret").id.str().size(), 36U);  // the same session goes on
    EXPECT_EQ(world.agent->waiting_requests(), 0U);
}

TEST(Silence, IsToldAsUnknownAndALateOutcomeStillCounts) {
    TenantWorld world("deadline_seconds = 5");
    PersonAtPage person(world.tenant);
    person.prove("anna", world.mailbox, kAddress);
    const auto sealed = person.seal("secret");
    const auto answer = person.submit(sealed.id, sealed.body);
    EXPECT_EQ(answer.reason(), "outcome_unknown");
    (void)world.agent->next_request();
    EXPECT_EQ(world.agent->waiting_requests(), 0U);
    world.agent->answer(sealed.id, core::Reason::succeeded);
    EXPECT_TRUE(world.agent->acknowledged(sealed.id));
    EXPECT_EQ(person.outcome(sealed.id).reason(), "succeeded");
    EXPECT_FALSE(world.mailbox.next(kAddress).text.empty());  // the notice
}

}  // namespace
}  // namespace tilbage::testing
