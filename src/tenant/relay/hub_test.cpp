#include "tenant/relay/hub.h"

#include <gtest/gtest.h>
#include <ranges>

#include "fakes/manual_alarms.h"
#include "fakes/memory_identity.h"
#include "fakes/memory_integration.h"
#include "fakes/memory_password_protection.h"
#include "fakes/memory_records.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;

constexpr const char* kAgent = "5d1c0f3e-6a5b-4b7f-9d0e-0c2f4a6b8c1d";
constexpr const char* kTenant = "0b8e7d16-2f43-4c59-9a7e-d15c60f2b384";
constexpr const char* kRequest = "00000000-0000-4000-8000-000000000001";

class FakePeer final : public http::WsPeer {
public:
    explicit FakePeer(std::any context) : context_(std::move(context)) {}
    bool send(std::string message) override {
        if (closed_with != 0 || refuses) return false;
        auto decoded = wire::decode_relay(message);
        EXPECT_TRUE(decoded) << message;
        if (decoded) sent.push_back(std::move(*decoded));
        return true;
    }
    void close(std::uint16_t code, std::string_view) override { closed_with = code; }
    [[nodiscard]] const std::any& context() const override { return context_; }
    [[nodiscard]] const std::string& address() const override { return address_; }
    [[nodiscard]] const std::string& id() const override { return address_; }

    std::vector<wire::RelayMessage> sent;
    int closed_with = 0;
    bool refuses = false;

private:
    std::any context_;
    std::string address_ = "192.0.2.7";
};

class Listener final : public core::RelayListener {
public:
    void agent_ready(const core::TenantId&, const core::AgentId& agent) override { ready.push_back(agent.str()); }
    void agent_gone(const core::TenantId&, const core::AgentId& agent) override { gone.push_back(agent.str()); }
    [[nodiscard]] bool outcome_arrived(const core::TenantId&, const core::AgentId&, const core::RequestId& request,
                                       const core::Outcome&) override {
        outcomes.push_back(request.str());
        return acknowledges;
    }
    std::vector<std::string> ready, gone, outcomes;
    bool acknowledges = true;
};

struct HubTest : ::testing::Test {
    HubTest() {
        tenants.tenants.push_back({core::TenantId(kTenant), "ex1.test", "Example One"});
        agents.agents[core::AgentId(kAgent)] = {core::AgentId(kAgent), core::TenantId(kTenant), "one", {}};
        (void)agents.add_token(core::AgentId(kAgent), crypto::sha256("token"), clock.now() + std::chrono::minutes(10));
        hub.set_listener(listener);
    }
    http::WsDecision authorize(const std::string& authorization, const std::string& subprotocol = "tilbage.relay.v1",
                               const std::string& path = "/relay/v1") {
        http::Request request;
        request.path = path;
        request.headers = {{"Authorization", authorization}, {"Sec-WebSocket-Protocol", subprotocol}};
        http::WsDecision decision = http::Response{};
        handler.authorize(request, http::WsDecide([&](http::WsDecision made) { decision = std::move(made); }));
        return decision;
    }
    unsigned refusal(const std::string& authorization, const std::string& subprotocol = "tilbage.relay.v1",
                     const std::string& path = "/relay/v1") {
        const auto decision = authorize(authorization, subprotocol, path);
        const auto* response = std::get_if<http::Response>(&decision);
        return response == nullptr ? 0 : response->status;
    }
    std::shared_ptr<FakePeer> open() {
        auto accepted = std::get<http::WsAccept>(authorize("Bearer token"));
        auto peer = std::make_shared<FakePeer>(accepted.context);
        opened.push_back(peer);
        handler.on_open(peer);
        return peer;
    }
    // As the server does it: every peer is told to have closed, in the end.
    void TearDown() override {
        for (const auto& peer : opened) handler.on_close(peer);
    }
    void say(const std::shared_ptr<FakePeer>& peer, const std::string& frame) { handler.on_message(peer, frame); }
    void say_hello(const std::shared_ptr<FakePeer>& peer, const std::string& host = "", bool judges_passwords = false) {
        wire::Hello hello;
        hello.software = "test/1";
        hello.sealing_keys = {{key.jwk().thumbprint(), key.jwk()}};
        hello.max_in_flight = 4;
        hello.domains = {{"ex1.test", "EX1", "DC=ex1,DC=test"}};
        hello.host = host;
        hello.writeback = true;
        hello.judges_passwords = judges_passwords;
        say(peer, wire::encode(hello));
    }
    static core::Request request() {
        core::Request request;
        request.binding.request_id = core::RequestId(kRequest);
        request.binding.tenant_id = core::TenantId(kTenant);
        request.binding.source_anchor = *core::SourceAnchor::parse("AAECAwQFBgcICQoLDA0ODw==");
        request.binding.kind = core::Kind::unlock;
        request.binding.issued_at = 1'795'372'800;
        request.binding.expires_at = 1'795'372'920;
        request.deadline = base::from_seconds(1'795'372'830);
        request.first_sent_at = base::from_seconds(1'795'372'800);
        return request;
    }
    void answer(const std::shared_ptr<FakePeer>& peer) {
        core::Outcome outcome;
        outcome.reason = core::Reason::succeeded;
        say(peer, wire::encode(wire::OutcomeMessage{core::RequestId(kRequest), outcome, 31002, clock.now()}));
    }
    int in_flight() const { return hub.connected(core::TenantId(kTenant)).at(0).in_flight; }

    std::vector<std::shared_ptr<FakePeer>> opened;
    fakes::ManualClock clock;
    fakes::ManualAlarms alarms{clock};
    fakes::MemoryAgentStore agents;
    fakes::MemoryTenantStore tenants;
    fakes::MemoryAuditLog audit;
    Listener listener;
    fakes::MemoryIntegrationStore integration;
    fakes::MemoryPasswordProtectionStore protection;
    Hub hub{{agents, tenants, integration, protection, audit, alarms, clock}};
    http::WsHandler handler = hub.handler();
    crypto::EcKey key = crypto::EcKey::generate().value();
};

TEST_F(HubTest, LetsInOnlyTokensThatAreStillValid) {
    EXPECT_EQ(refusal("Bearer token"), 0U);
    EXPECT_EQ(refusal("bearer token"), 0U);
    EXPECT_EQ(refusal("Bearer another"), 401U);
    EXPECT_EQ(refusal("Basic token"), 401U);
    EXPECT_EQ(refusal(""), 401U);
    EXPECT_EQ(refusal("Bearer token", "tilbage.relay.v9"), 400U);
    EXPECT_EQ(refusal("Bearer token", "tilbage.relay.v1", "/elsewhere"), 404U);
    clock.advance(std::chrono::minutes(10));
    EXPECT_EQ(refusal("Bearer token"), 401U);
}

TEST_F(HubTest, SaysTryAgainWhenTheStoreFails) {
    agents.broken = true;
    EXPECT_EQ(refusal("Bearer token"), 503U);
}

TEST_F(HubTest, WelcomesAnAgentAndTellsTheListener) {
    const auto peer = open();
    EXPECT_TRUE(hub.connected(core::TenantId(kTenant)).empty());
    say_hello(peer);
    ASSERT_EQ(peer->sent.size(), 1U);
    const auto& welcome = std::get<wire::Welcome>(peer->sent[0]);
    EXPECT_EQ(welcome.agent_id.str(), kAgent);
    EXPECT_EQ(welcome.tenant, "ex1.test");
    EXPECT_EQ(listener.ready, std::vector<std::string>{kAgent});
    const auto connected = hub.connected(core::TenantId(kTenant));
    ASSERT_EQ(connected.size(), 1U);
    EXPECT_EQ(connected[0].sealing_keys[0].kid, key.jwk().thumbprint());
    EXPECT_EQ(connected[0].max_in_flight, 4);
    EXPECT_TRUE(hub.connected(core::TenantId("another")).empty());
}

TEST_F(HubTest, CountsWhatIsInFlightUntilTheOutcomeComesAndAcknowledgesIt) {
    const auto peer = open();
    say_hello(peer);
    ASSERT_TRUE(hub.send(core::AgentId(kAgent), request()));
    EXPECT_EQ(in_flight(), 1);
    EXPECT_TRUE(std::holds_alternative<wire::RequestMessage>(peer->sent.back()));
    answer(peer);
    EXPECT_EQ(in_flight(), 0);
    EXPECT_EQ(listener.outcomes, std::vector<std::string>{kRequest});
    EXPECT_EQ(std::get<wire::Ack>(peer->sent.back()).id.str(), kRequest);
}

TEST_F(HubTest, DoesNotAcknowledgeWhatTheListenerDidNotKeep) {
    const auto peer = open();
    say_hello(peer);
    listener.acknowledges = false;
    answer(peer);
    EXPECT_EQ(peer->sent.size(), 1U);  // the welcome
}

TEST_F(HubTest, TurnsTheNewerOfTwoWithOneIdentityAway) {
    const auto first = open();
    say_hello(first);
    const auto second = open();
    say_hello(second);
    EXPECT_EQ(second->closed_with, 4009);
    EXPECT_EQ(first->closed_with, 0);
    handler.on_close(second);
    EXPECT_TRUE(listener.gone.empty());
    EXPECT_EQ(hub.agents(), 1U);
    EXPECT_EQ(audit.records.back().record.result, "already_connected");
    handler.on_close(first);
    const auto third = open();
    say_hello(third);
    EXPECT_EQ(third->closed_with, 0);
}

TEST_F(HubTest, CutsOffWhatSpeaksOutOfTurn) {
    const auto nonsense = open();
    say(nonsense, "nonsense");
    EXPECT_EQ(nonsense->closed_with, 4000);
    const auto early = open();
    answer(early);
    EXPECT_EQ(early->closed_with, 4000);
    EXPECT_TRUE(listener.outcomes.empty());
    const auto twice = open();
    say_hello(twice);
    say_hello(twice);
    EXPECT_EQ(twice->closed_with, 4000);
    const auto silent = open();
    alarms.pass(std::chrono::seconds(10));
    EXPECT_EQ(silent->closed_with, 4000);
}

TEST_F(HubTest, LeavesAnAgentInPeaceThatSaidHelloInTime) {
    const auto peer = open();
    say_hello(peer);
    alarms.pass(std::chrono::seconds(60));
    EXPECT_EQ(peer->closed_with, 0);
}

TEST_F(HubTest, TellsWhenAnAgentGoesAndSendsItNothingMore) {
    const auto peer = open();
    say_hello(peer);
    handler.on_close(peer);
    EXPECT_EQ(listener.gone, std::vector<std::string>{kAgent});
    EXPECT_FALSE(hub.send(core::AgentId(kAgent), request()));
    EXPECT_TRUE(hub.connected(core::TenantId(kTenant)).empty());
}

TEST_F(HubTest, OffersAnAgentNoMoreThatIsClosing) {
    const auto peer = open();
    say_hello(peer);
    peer->refuses = true;
    EXPECT_FALSE(hub.send(core::AgentId(kAgent), request()));
    EXPECT_TRUE(hub.connected(core::TenantId(kTenant)).empty());
    handler.on_close(peer);
    EXPECT_EQ(listener.gone.size(), 1U);
}

TEST_F(HubTest, KeepsHeartbeatAndRoundTripOfWhoAnswersPings) {
    hub.start_pinging();
    const auto peer = open();
    say_hello(peer, "dc1");
    ASSERT_EQ(std::get<wire::Ping>(peer->sent.back()).n, 1);
    clock.advance(std::chrono::milliseconds(12));
    say(peer, wire::encode(wire::Pong{1}));
    const auto facts = hub.facts(core::AgentId(kAgent)).value();
    EXPECT_EQ(facts.round_trip, base::Millis(12));
    EXPECT_EQ(facts.last_heartbeat, clock.now());
    EXPECT_EQ(facts.host, "dc1");
    EXPECT_EQ(facts.domains, std::vector<std::string>{"ex1.test"});
    EXPECT_TRUE(facts.writeback);
    alarms.pass(kPingEvery);
    EXPECT_EQ(std::get<wire::Ping>(peer->sent.back()).n, 2);
    handler.on_close(peer);
    EXPECT_FALSE(hub.facts(core::AgentId(kAgent))->connected);
    EXPECT_EQ(hub.facts(core::AgentId(kAgent))->round_trip, base::Millis(12));
    opened.clear();
}

TEST_F(HubTest, SendsNoNewFramesToAnAgentThatIsTooOldForThem) {
    hub.start_pinging();
    const auto peer = open();
    say_hello(peer);
    alarms.pass(kPingEvery);
    EXPECT_EQ(peer->sent.size(), 1U);  // the welcome
}

TEST_F(HubTest, HasAgentsRollTheirKeysWhenWritebackIsSwitchedOnAgain) {
    hub.start_pinging();
    const auto peer = open();
    say_hello(peer, "dc1");
    const auto rolls = [&] {
        return std::ranges::count_if(peer->sent,
                                     [](const auto& frame) { return std::holds_alternative<wire::RollKeys>(frame); });
    };
    integration.settings.writeback_enabled = false;
    alarms.pass(kPingEvery);
    EXPECT_EQ(rolls(), 0);
    integration.settings.writeback_enabled = true;
    ++integration.settings.switched_on;
    alarms.pass(kPingEvery);
    alarms.pass(kPingEvery);
    EXPECT_EQ(rolls(), 1);
    const auto next = crypto::EcKey::generate().value();
    say(peer, wire::encode(wire::Keys{{{next.jwk().thumbprint(), next.jwk()}}}));
    EXPECT_EQ(hub.connected(core::TenantId(kTenant)).at(0).sealing_keys.at(0).kid, next.jwk().thumbprint());
    EXPECT_EQ(listener.ready.size(), 2U);
}

TEST_F(HubTest, AnAgentThatJudgesPasswordsIsToldWhatIsBannedFirstAndWhenItChanges) {
    protection.settings = {.enabled = true, .mode = core::BanMode::enforce, .words = {"Sommer"}, .version = 3};
    const auto peer = open();
    say_hello(peer, "dc1", true);
    ASSERT_GE(peer->sent.size(), 2U);
    const auto* told = std::get_if<wire::BannedPasswords>(&peer->sent[1]);
    ASSERT_NE(told, nullptr) << "after welcome, before anything else";
    EXPECT_EQ(told->bans, (core::TenantBans{.enabled = true,
                                            .mode = core::BanMode::enforce,
                                            .words = {"Sommer"},
                                            .organization = {"Example One", "ex1"}}));
    const auto count = [&] {
        return std::ranges::count_if(
            peer->sent, [](const auto& frame) { return std::holds_alternative<wire::BannedPasswords>(frame); });
    };
    alarms.pass(kPingEvery);
    hub.look_at_bans(core::TenantId(kTenant));
    EXPECT_EQ(count(), 1) << "nothing has changed";
    protection.settings.version = 4;
    hub.look_at_bans(core::TenantId(kTenant));
    EXPECT_EQ(count(), 2) << "at once";
    protection.settings = {.version = 5};
    hub.start_pinging();
    alarms.pass(kPingEvery);
    EXPECT_EQ(count(), 3) << "what another process wrote";
    const auto last = std::ranges::find_if(std::views::reverse(peer->sent), [](const auto& frame) {
        return std::holds_alternative<wire::BannedPasswords>(frame);
    });
    EXPECT_EQ(std::get<wire::BannedPasswords>(*last).bans,
              (core::TenantBans{.enabled = false, .mode = core::BanMode::audit, .words = {}, .organization = {}}))
        << "of a list that is off no word is told";
}

TEST_F(HubTest, AnOlderAgentIsToldNothingOfBannedPasswords) {
    protection.settings = {.enabled = true, .mode = core::BanMode::enforce, .words = {"Sommer"}, .version = 3};
    const auto peer = open();
    say_hello(peer, "dc1");
    hub.look_at_bans(core::TenantId(kTenant));
    for (const auto& frame : peer->sent) EXPECT_FALSE(std::holds_alternative<wire::BannedPasswords>(frame));
}

TEST_F(HubTest, CutsARemovedAgentOffAtOnce) {
    const auto peer = open();
    say_hello(peer, "dc1");
    const auto late = open();  // its token was good when it came
    agents.agents.clear();
    hub.cut_off(core::AgentId(kAgent));
    EXPECT_EQ(peer->closed_with, 4001);
    EXPECT_TRUE(hub.connected(core::TenantId(kTenant)).empty());
    EXPECT_FALSE(hub.send(core::AgentId(kAgent), request()));
    say_hello(late, "dc1");
    EXPECT_EQ(late->closed_with, 4001);
}

}  // namespace
}  // namespace tilbage::tenant
