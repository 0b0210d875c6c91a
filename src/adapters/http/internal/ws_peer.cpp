#include "adapters/http/internal/ws_peer.h"

#include <exception>
#include <utility>

#include "adapters/http/internal/log_events.h"

namespace tilbage::adapters::http::internal {
namespace {

constexpr int kEventsPerTurn = 16;
constexpr std::size_t kLongestReason = 123;  // RFC 6455 §5.5: 125 less the code

}  // namespace

ServerWsPeer::ServerWsPeer(ServerCore& core, std::weak_ptr<WsLink> link, std::any context, std::string address,
                           std::string id)
    : core_(core),
      weak_core_(core.weak_from_this()),
      link_(std::move(link)),
      context_(std::move(context)),
      address_(std::move(address)),
      id_(std::move(id)),
      send_limit_(core.options.websocket_send_limit),
      inbox_limit_(core.options.websocket_inbox_limit) {}

template <class Use>
void ServerWsPeer::on_io_thread(Use use) {
    const auto core = weak_core_.lock();
    if (!core) return;
    asio::post(core->io, [weak = link_, use = std::move(use)] {
        if (const auto link = weak.lock()) use(*link);
    });
}

bool ServerWsPeer::send(std::string message) {
    bool was_empty = false;
    bool fits = true;
    {
        std::lock_guard lock(mutex_);
        if (!may_send_) return false;
        fits = outbox_bytes_ + message.size() <= send_limit_;
        if (fits) {
            was_empty = outbox_.empty();
            outbox_bytes_ += message.size();
            outbox_.push_back(std::move(message));
        } else {
            may_send_ = false;
            outbox_.clear();
        }
    }
    if (!fits) {
        base::log(kPeerDoesNotRead, {{"peer", address_}, {"connection", id_}});
        on_io_thread([](WsLink& link) { link.cut_off(); });
    } else if (was_empty) {
        on_io_thread([](WsLink& link) { link.flush(); });
    }
    return fits;
}

void ServerWsPeer::close(std::uint16_t code, std::string_view reason) {
    on_io_thread(
        [code, text = std::string(reason.substr(0, kLongestReason))](WsLink& link) { link.close(code, text); });
}

bool ServerWsPeer::take_next(std::string& message) {
    std::lock_guard lock(mutex_);
    if (outbox_.empty()) return false;
    message = std::move(outbox_.front());
    outbox_bytes_ -= message.size();
    outbox_.pop_front();
    return true;
}

void ServerWsPeer::no_more_sending() {
    std::lock_guard lock(mutex_);
    may_send_ = false;
}

void ServerWsPeer::closed() {
    no_more_sending();
    put(Closed{});
}

bool ServerWsPeer::is_behind() {
    std::lock_guard lock(mutex_);
    return inbox_.size() >= inbox_limit_;
}

void ServerWsPeer::put(Event event) {
    {
        std::lock_guard lock(mutex_);
        inbox_.push_back(std::move(event));
        if (std::exchange(draining_, true)) return;
    }
    core_.workers.submit([self = shared_from_this()] { self->drain(); });
}

void ServerWsPeer::drain() {
    for (int turn = 0; turn < kEventsPerTurn; ++turn) {
        Event event;
        bool has_room_again = false;
        {
            std::lock_guard lock(mutex_);
            if (inbox_.empty()) {
                draining_ = false;
                return;
            }
            has_room_again = inbox_.size() == inbox_limit_;
            event = std::move(inbox_.front());
            inbox_.pop_front();
        }
        tell(std::move(event));
        if (has_room_again) on_io_thread([](WsLink& link) { link.resume(); });
    }
    core_.workers.submit([self = shared_from_this()] { self->drain(); });
}

void ServerWsPeer::tell(Event event) {
    const WsHandler& handler = core_.websockets;
    try {
        if (auto* message = std::get_if<std::string>(&event)) {
            if (handler.on_message) handler.on_message(shared_from_this(), std::move(*message));
        } else if (std::holds_alternative<Opened>(event)) {
            if (handler.on_open) handler.on_open(shared_from_this());
        } else if (handler.on_close) {
            handler.on_close(shared_from_this());
        }
    } catch (const std::exception& error) {
        base::log(kHandlerThrew, {{"error", error.what()}, {"connection", id_}});
    }
}

}  // namespace tilbage::adapters::http::internal
