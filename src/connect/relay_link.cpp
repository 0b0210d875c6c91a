#include "connect/relay_link.h"

#include <fmt/core.h>
#include <utility>

#include "base/log.h"
#include "connect/log_events.h"

namespace tilbage::connect {
namespace {

using adapters::http::WsClosed;
using adapters::http::WsCloseInfo;
using wire::RelayClose;

constexpr std::chrono::seconds kClockDifferenceToReport{5};

bool is(const WsCloseInfo& end, RelayClose code) {
    return end.how == WsClosed::by_peer && end.code == static_cast<std::uint16_t>(code);
}

std::string relay_url(const std::string& tenant_url) {
    constexpr std::string_view kScheme = "https://";
    return fmt::format("wss://{}/relay/v1", tenant_url.substr(kScheme.size()));
}

RelayEnd::Cause cause_of(const WsCloseInfo& end) {
    switch (end.how) {
        case WsClosed::by_us:
            return RelayEnd::Cause::wanted;
        case WsClosed::untrusted_certificate:
        case WsClosed::wrong_host_name:
        case WsClosed::tls_failed:
            return RelayEnd::Cause::untrusted;
        case WsClosed::by_peer:
        case WsClosed::refused:
            return RelayEnd::Cause::refused;
        case WsClosed::protocol_error:
        case WsClosed::invalid_request:
            return RelayEnd::Cause::protocol;
        case WsClosed::cannot_connect:
        case WsClosed::connection_lost:
        case WsClosed::silent:
            return RelayEnd::Cause::unreachable;
    }
    return RelayEnd::Cause::unreachable;
}

// Empty when it ended because we wanted it to.
std::string describe(const WsCloseInfo& end) {
    if (end.how == WsClosed::by_us) return {};
    if (end.how != WsClosed::by_peer) return end.message;
    return fmt::format("closed by the tenant: {} {}", end.code, end.reason);
}

}  // namespace

RelayLink::RelayLink(RelayLinkOptions options, RelayLinkHandler handler, const base::Clock& clock, base::Random& random)
    : options_(std::move(options)),
      handler_(std::move(handler)),
      clock_(clock),
      backoff_(options_.first_wait, options_.longest_wait, random) {
    adapters::http::WsClientHandler events;
    events.on_open = [this] { socket_->send(wire::encode(handler_.make_hello())); };
    events.on_message = [this](const std::string& frame) { handle(frame); };
    events.on_close = [this](const WsCloseInfo& end) {
        std::lock_guard lock(mutex_);
        ended_ = end;
        changed_.notify_all();
    };
    socket_ = std::make_unique<adapters::http::WebSocketClient>(options_.socket, std::move(events));
}

RelayLink::~RelayLink() { stop(); }

void RelayLink::start() {
    thread_ = std::thread([this] { run(); });
}

bool RelayLink::send(const wire::OutcomeMessage& outcome) { return welcomed_ && socket_->send(wire::encode(outcome)); }

bool RelayLink::send(const wire::Keys& keys) { return welcomed_ && socket_->send(wire::encode(keys)); }

void RelayLink::say_hello_again() {
    if (welcomed_) socket_->close(static_cast<std::uint16_t>(RelayClose::going_away), "hello again");
}

void RelayLink::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void RelayLink::run() {
    while (pause(try_once())) {
    }
}

std::chrono::milliseconds RelayLink::try_once() {
    const auto token = handler_.get_token();
    if (!token) {
        base::log(events::kNoToken, {{"message", token.error().message}});
        handler_.on_disconnected({RelayEnd::Cause::no_token, token.error().message});
        return backoff_.next();
    }
    const auto end = connect_once(*token);
    welcomed_ = false;
    handler_.on_disconnected({cause_of(end), describe(end)});
    return wait_after(end, *token);
}

WsCloseInfo RelayLink::connect_once(const std::string& token) {
    {
        std::lock_guard lock(mutex_);
        ended_.reset();
    }
    adapters::http::WsConnectTo to;
    to.url = relay_url(options_.tenant_url);
    to.subprotocol = wire::kRelaySubprotocol;
    to.headers = {{"Authorization", "Bearer " + token}};
    socket_->connect(std::move(to));
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ended_ || stopping_; });
    if (!ended_) {
        socket_->close(static_cast<std::uint16_t>(RelayClose::going_away), "the agent ends");
        changed_.wait(lock, [this] { return ended_.has_value(); });
    }
    return *ended_;
}

std::chrono::milliseconds RelayLink::wait_after(const WsCloseInfo& end, const std::string& token) {
    constexpr unsigned kUnauthorized = 401;
    if (end.how == WsClosed::by_us) return std::chrono::milliseconds(0);
    if (is(end, RelayClose::already_connected)) {
        base::log(events::kAlreadyConnected, {{"message", end.reason}});
        return options_.wait_when_already_connected;
    }
    const bool refused = end.how == WsClosed::refused && end.status == kUnauthorized;
    if (refused || is(end, RelayClose::token_not_valid)) handler_.discard_token(token);
    base::log(events::kRelayDisconnected, {{"message", describe(end)}});
    return backoff_.next();
}

bool RelayLink::pause(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return !changed_.wait_for(lock, time, [this] { return stopping_; });
}

void RelayLink::handle(const std::string& frame) {
    auto message = wire::decode_relay(frame);
    if (message) return handle_frame(std::move(*message));
    if (const auto id = wire::id_of_refused_request(frame)) return handler_.on_refused_request(*id);
    protocol_error(message.error().message);
}

void RelayLink::handle_frame(wire::RelayMessage message) {
    if (const auto* welcome = std::get_if<wire::Welcome>(&message)) {
        const auto difference = std::chrono::abs(welcome->time - clock_.now());
        if (difference > kClockDifferenceToReport) {
            base::log(events::kClocksDiffer, {{"milliseconds", difference.count()}});
        }
        welcomed_ = true;
        backoff_.reset();
        handler_.on_welcome(*welcome);
    } else if (auto* request = std::get_if<wire::RequestMessage>(&message)) {
        handler_.on_request(std::move(request->request));
    } else if (const auto* ack = std::get_if<wire::Ack>(&message)) {
        handler_.on_ack(ack->id);
    } else if (const auto* ping = std::get_if<wire::Ping>(&message)) {
        socket_->send(wire::encode(wire::Pong{ping->n}));
    } else if (std::holds_alternative<wire::RollKeys>(message)) {
        handler_.on_roll_keys();
    } else if (auto* banned = std::get_if<wire::BannedPasswords>(&message)) {
        if (handler_.on_bans) handler_.on_bans(std::move(banned->bans));
    } else if (std::holds_alternative<wire::SyncWake>(message)) {
        if (handler_.on_sync_wake) handler_.on_sync_wake();
    } else {
        protocol_error("a frame that only agents send");
    }
}

void RelayLink::protocol_error(const std::string& what) {
    base::log(events::kProtocolError, {{"message", what}});
    socket_->close(static_cast<std::uint16_t>(RelayClose::protocol_error), "protocol error");
}

}  // namespace tilbage::connect
