// One connection to an SMSC, bound as a transmitter (SMPP 3.4 §2.2.1). One thread.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "adapters/smpp/pdu.h"
#include "adapters/smpp/transport.h"

namespace tilbage::adapters::smpp {

class Session {
public:
    using Steady = std::chrono::steady_clock;

    // Binds. permission_denied: the SMSC refuses the login; unavailable, timeout: try again later.
    [[nodiscard]] static base::Result<std::unique_ptr<Session>> bind(std::unique_ptr<Transport> transport,
                                                                     const Login& login);
    // Unbinds, and waits a second at most for the answer.
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    // The status of the response. Error before anything was sent: was_sent() is false; after that nobody knows.
    [[nodiscard]] base::Result<std::uint32_t> submit(const ShortMessage& message);
    [[nodiscard]] bool was_sent() const { return was_sent_; }

    // Takes what has come without waiting, and asks whether the SMSC is there when it has been silent for half a
    // minute. Error: it is not, and this session is over.
    [[nodiscard]] base::Result<void> tend();
    // The same, but waits for the answer.
    [[nodiscard]] base::Result<void> check();

private:
    explicit Session(std::unique_ptr<Transport> transport) : transport_(std::move(transport)) {}
    [[nodiscard]] std::uint32_t next_sequence();
    [[nodiscard]] base::Result<void> send(std::span<const std::uint8_t> pdu);
    // The response to `sequence`; requests of the SMSC's own are answered meanwhile.
    [[nodiscard]] base::Result<Header> wait_for(std::uint32_t sequence, std::chrono::milliseconds timeout);
    // The next PDU's header, whole PDU taken; empty: none has come in that time.
    [[nodiscard]] base::Result<std::optional<Header>> take(std::chrono::milliseconds timeout);
    [[nodiscard]] base::Result<std::optional<Header>> take_received();
    [[nodiscard]] base::Result<void> answer(const Header& request);

    std::unique_ptr<Transport> transport_;
    std::string received_;
    std::uint32_t last_sequence_ = 0;
    Steady::time_point heard_at_ = Steady::now();
    std::optional<Steady::time_point> asked_at_;  // an enquire_link that is not answered yet
    bool was_sent_ = false;
    bool over_ = false;  // unbound, by whom ever, or broken
};

}  // namespace tilbage::adapters::smpp
