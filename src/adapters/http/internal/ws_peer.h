// The application's side of one WebSocket: queues between any thread, the I/O thread and the workers.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <variant>

#include "adapters/http/internal/server_core.h"

namespace tilbage::adapters::http::internal {

// The connection itself. I/O thread only.
class WsLink {
public:
    virtual ~WsLink() = default;
    virtual void flush() = 0;  // something may be queued
    virtual void close(std::uint16_t code, const std::string& reason) = 0;
    virtual void cut_off() = 0;
    virtual void resume() = 0;  // the inbox has room again
};

class ServerWsPeer final : public WsPeer, public std::enable_shared_from_this<ServerWsPeer> {
public:
    ServerWsPeer(ServerCore& core, std::weak_ptr<WsLink> link, std::any context, std::string address, std::string id);

    bool send(std::string message) override;
    void close(std::uint16_t code, std::string_view reason) override;
    [[nodiscard]] const std::any& context() const override { return context_; }
    [[nodiscard]] const std::string& address() const override { return address_; }
    [[nodiscard]] const std::string& id() const override { return id_; }

    // For the connection, on the I/O thread: what happens, in order.
    void opened() { put(Opened{}); }
    void received(std::string message) { put(std::move(message)); }
    void closed();
    // Whether so much waits for on_message that reading should pause until WsLink::resume().
    [[nodiscard]] bool is_behind();
    [[nodiscard]] bool take_next(std::string& message);
    void no_more_sending();

private:
    struct Opened {};
    struct Closed {};
    using Event = std::variant<Opened, std::string, Closed>;

    template <class Use>
    void on_io_thread(Use use);
    void put(Event event);
    // On a worker: hands a few events to the application, then makes room for others.
    void drain();
    void tell(Event event);

    ServerCore& core_;  // valid on the I/O thread and on workers, which end before it
    const std::weak_ptr<ServerCore> weak_core_;
    const std::weak_ptr<WsLink> link_;
    const std::any context_;
    const std::string address_;
    const std::string id_;
    const std::size_t send_limit_;
    const std::size_t inbox_limit_;

    std::mutex mutex_;
    std::deque<std::string> outbox_;
    std::size_t outbox_bytes_ = 0;
    bool may_send_ = true;
    std::deque<Event> inbox_;
    bool draining_ = false;
};

}  // namespace tilbage::adapters::http::internal
