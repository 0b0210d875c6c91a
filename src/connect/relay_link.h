// The agent's one connection to the tenant: connect, hello, welcome, and again when it breaks (docs/protocol.md §4).
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "adapters/http/websocket_client.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "connect/backoff.h"
#include "wire/relay_messages.h"

namespace tilbage::connect {

struct RelayLinkOptions {
    std::string tenant_url;  // https://…
    adapters::http::WsClientOptions socket;
    std::chrono::milliseconds first_wait{200};
    std::chrono::milliseconds longest_wait{10'000};
    std::chrono::seconds wait_when_already_connected{60};
};

// How a connection ended, or why there is none.
struct RelayEnd {
    enum class Cause { wanted, no_token, untrusted, unreachable, refused, protocol };
    Cause cause = Cause::wanted;
    std::string why;  // English; empty when it was wanted
};

// Where access tokens come from, and what is done with the frames. on_… are called on the connection's own thread and
// must be quick.
struct RelayLinkHandler {
    std::function<base::Result<std::string>()> get_token;
    std::function<void(const std::string&)> discard_token;
    std::function<wire::Hello()> make_hello;
    std::function<void(const wire::Welcome&)> on_welcome;
    std::function<void(core::Request)> on_request;
    std::function<void(const core::RequestId&)> on_refused_request;  // could not be read
    std::function<void(const core::RequestId&)> on_ack;
    std::function<void()> on_roll_keys;                  // send(Keys) answers
    std::function<void(core::TenantBans)> on_bans = {};  // what the tenant bans from now on; empty: not told
    std::function<void()> on_sync_wake = {};             // the synchronisation is to check in; empty: there is none
    std::function<void(const RelayEnd&)> on_disconnected;
};

// One thread of its own, and the connection's.
class RelayLink {
public:
    RelayLink(RelayLinkOptions options, RelayLinkHandler handler, const base::Clock& clock, base::Random& random);
    ~RelayLink();  // stop()
    RelayLink(const RelayLink&) = delete;
    RelayLink& operator=(const RelayLink&) = delete;

    void start();
    // Any thread. False when the tenant is not there; an outcome that was not acknowledged is sent again after
    // `welcome`.
    bool send(const wire::OutcomeMessage& outcome);
    // False when the tenant is not there: the next hello has the keys then.
    bool send(const wire::Keys& keys);
    // Any thread. Connects anew when the tenant is there, because there is something else to say hello with.
    void say_hello_again();
    // Closes with 1001 and joins; what was queued is sent before.
    void stop();

private:
    void run();
    // Returns how long to wait before the next.
    std::chrono::milliseconds try_once();
    void handle(const std::string& frame);
    void handle_frame(wire::RelayMessage message);
    void protocol_error(const std::string& what);
    // The connection from beginning to end; how it ended.
    adapters::http::WsCloseInfo connect_once(const std::string& token);
    std::chrono::milliseconds wait_after(const adapters::http::WsCloseInfo& end, const std::string& token);
    // False: stop.
    bool pause(std::chrono::milliseconds time);

    const RelayLinkOptions options_;
    const RelayLinkHandler handler_;
    const base::Clock& clock_;
    Backoff backoff_;
    std::atomic<bool> welcomed_{false};

    std::mutex mutex_;  // of `stopping_` and `ended_`
    std::condition_variable changed_;
    bool stopping_ = false;
    std::optional<adapters::http::WsCloseInfo> ended_;

    std::unique_ptr<adapters::http::WebSocketClient> socket_;
    std::thread thread_;
};

}  // namespace tilbage::connect
