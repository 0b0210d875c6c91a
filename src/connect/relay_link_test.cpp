#include "connect/relay_link.h"

#include <atomic>
#include <gtest/gtest.h>

#include "adapters/http/testing/server_fixture.h"
#include "crypto/system_random.h"

namespace tilbage::connect {
namespace {

using adapters::http::Mailbox;
using adapters::http::Request;
using adapters::http::WsAccept;
using adapters::http::WsDecide;
using adapters::http::WsDecision;
using adapters::http::WsPeerPtr;
using namespace std::chrono_literals;

// A link to a relay that a test plays: the real server on loopback.
class RelayLinkTest : public adapters::http::ServerTest {
protected:
    void SetUp() override {
        adapters::http::WsHandler sockets;
        sockets.authorize = [this](const Request& request, const WsDecide& decide) {
            const bool known = request.path == "/relay/v1" && request.header("authorization") == "Bearer good";
            refused += !known;
            decide(known ? WsDecision(WsAccept{"tilbage.relay.v1", {}})
                         : WsDecision(adapters::http::text_response("no", 401)));
        };
        sockets.on_open = [](const WsPeerPtr&) {};
        sockets.on_message = [this](const WsPeerPtr& peer, std::string message) {
            {
                std::lock_guard lock(mutex);
                last_peer = peer;
            }
            frames.put(std::move(message));
        };
        sockets.on_close = [](const WsPeerPtr&) {};
        ServerTest::start([](const Request&, const adapters::http::Reply& reply) { reply({}); }, sockets);
    }
    void TearDown() override {
        if (link) link->stop();
        ServerTest::TearDown();
    }
    void start_link() {
        RelayLinkOptions options;
        options.tenant_url = "https://127.0.0.1:" + std::to_string(server_->port());
        options.socket.ca_file = authority_.ca_file();
        options.first_wait = 1ms;
        options.longest_wait = 5ms;
        RelayLinkHandler handler;
        handler.get_token = [this]() -> base::Result<std::string> {
            std::lock_guard lock(mutex);
            return token;
        };
        handler.discard_token = [this](const std::string&) {
            std::lock_guard lock(mutex);
            ++discarded;
            token = "good";
        };
        handler.make_hello = [] {
            const auto key = crypto::EcKey::generate().value().jwk();
            wire::Hello hello;
            hello.software = "test/1";
            hello.sealing_keys = {{key.thumbprint(), key}};
            return hello;
        };
        handler.on_welcome = [this](const wire::Welcome& welcome) { events.put("welcome " + welcome.tenant); };
        handler.on_request = [this](const core::Request& request) {
            events.put("request " + std::string(core::to_string(request.binding.kind)));
        };
        handler.on_refused_request = [this](const core::RequestId& id) { events.put("refused " + id.str()); };
        handler.on_ack = [this](const core::RequestId& id) { events.put("ack " + id.str()); };
        handler.on_roll_keys = [this] {
            const auto key = crypto::EcKey::generate().value().jwk();
            events.put(link->send(wire::Keys{{{key.thumbprint(), key}}}) ? "keys" : "no keys");
        };
        handler.on_sync_wake = [this] { events.put("sync wake"); };
        handler.on_disconnected = [this](const RelayEnd& end) { endings.put(end.why); };
        link = std::make_unique<RelayLink>(std::move(options), std::move(handler), clock, random);
        link->start();
    }
    WsPeerPtr peer() {
        std::lock_guard lock(mutex);
        return last_peer;
    }
    // The agent's hello, and its decoded type checked.
    void expect_hello() {
        const auto frame = frames.take();
        ASSERT_TRUE(frame);
        const auto message = wire::decode_relay(*frame);
        ASSERT_TRUE(message) << message.error().message;
        EXPECT_TRUE(std::holds_alternative<wire::Hello>(*message));
    }
    void welcome() {
        peer()->send(wire::encode(wire::Welcome{core::AgentId(kId), core::TenantId(kId), "ex1.test", clock.now()}));
        EXPECT_EQ(events.take(), "welcome ex1.test");
    }

    static constexpr auto kId = "c2d9a4f7-51e8-4b06-b3ad-7e94f1086c2b";
    const base::SystemClock clock;
    crypto::SystemRandom random;
    std::mutex mutex;
    std::string token = "good";
    int discarded = 0;
    WsPeerPtr last_peer;
    std::atomic<int> refused = 0;
    Mailbox<std::string> frames, events, endings;
    std::unique_ptr<RelayLink> link;
};

TEST_F(RelayLinkTest, SaysHelloAndHandsOnWhatTheTenantSends) {
    start_link();
    expect_hello();
    EXPECT_FALSE(link->send({core::RequestId(kId), {}, 0, clock.now()})) << "not before welcome";
    welcome();
    peer()->send(wire::encode(wire::Ack{core::RequestId(kId)}));
    EXPECT_EQ(events.take(), std::string("ack ") + kId);
    EXPECT_TRUE(link->send({core::RequestId(kId), {}, 0, clock.now()}));
    EXPECT_TRUE(std::holds_alternative<wire::OutcomeMessage>(wire::decode_relay(frames.take().value()).value()));
}

TEST_F(RelayLinkTest, ComesBackWhenTheConnectionBreaks) {
    start_link();
    expect_hello();
    welcome();
    peer()->close(1001, "restarting");
    EXPECT_TRUE(endings.take());
    expect_hello();
    welcome();
}

TEST_F(RelayLinkTest, AsksForAnotherTokenWhenTheTenantRefusesItsOwn) {
    token = "stale";
    start_link();
    expect_hello();
    EXPECT_EQ(refused, 1);
    EXPECT_EQ(discarded, 1);
    welcome();
    peer()->close(4001, "expired");
    expect_hello();
    EXPECT_EQ(discarded, 2);
}

TEST_F(RelayLinkTest, WaitsLongerWhenItsIdentityIsConnectedAlready) {
    start_link();
    expect_hello();
    peer()->close(4009, "already connected");
    EXPECT_TRUE(endings.take());
    std::this_thread::sleep_for(100ms);  // what must not happen has no event; other waits here are 5 ms
    EXPECT_EQ(frames.size(), 0U) << "it waits";
}

TEST_F(RelayLinkTest, AnswersARequestThatItCannotReadAndClosesOnNonsense) {
    start_link();
    expect_hello();
    welcome();
    peer()->send(std::string(R"({"type": "request", "kind": "inspect", "id": ")") + kId + "\"}");
    EXPECT_EQ(events.take(), std::string("refused ") + kId);
    peer()->send("nonsense");
    EXPECT_TRUE(endings.take());
    expect_hello();
}

TEST_F(RelayLinkTest, TellsNewKeysWhenItIsAskedWithoutANewConnection) {
    start_link();
    expect_hello();
    welcome();
    peer()->send(wire::encode(wire::RollKeys{}));
    EXPECT_EQ(events.take(), "keys");
    EXPECT_TRUE(std::holds_alternative<wire::Keys>(wire::decode_relay(frames.take().value()).value()));
    EXPECT_EQ(endings.size(), 0U);
}

TEST_F(RelayLinkTest, HandsOnThatTheSynchronisationIsToCheckIn) {
    start_link();
    expect_hello();
    welcome();
    peer()->send(wire::encode(wire::SyncWake{}));
    EXPECT_EQ(events.take(), "sync wake");
    EXPECT_EQ(endings.size(), 0U);
}

TEST_F(RelayLinkTest, AnswersAPingWithItsNumber) {
    start_link();
    expect_hello();
    welcome();
    for (const std::int64_t n : {1, 2, 77}) {
        peer()->send(wire::encode(wire::Ping{n}));
        EXPECT_EQ(std::get<wire::Pong>(wire::decode_relay(frames.take().value()).value()).n, n);
    }
}

TEST_F(RelayLinkTest, StopsWhileItWaitsAndWhileItIsConnected) {
    start_link();
    expect_hello();
    link->stop();
    server_->stop(0ms);
    const auto port_gone = std::move(link);
    start_link();  // nobody listens
    EXPECT_TRUE(endings.take());
    link->stop();
}

}  // namespace
}  // namespace tilbage::connect
