#include "adapters/smpp/session.h"

#include <fmt/core.h>

namespace tilbage::adapters::smpp {
namespace {

using base::ErrorCode;
using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr milliseconds kSendTimeout = 5s;
constexpr milliseconds kBindTimeout = 10s;
constexpr milliseconds kSubmitTimeout = 15s;
constexpr milliseconds kEnquireTimeout = 5s;
constexpr milliseconds kUnbindTimeout = 1s;
constexpr auto kSilence = 30s;
constexpr std::uint32_t kLastSequence = 0x7fffffff;  // §5.1.4

// §5.1.3
constexpr std::uint32_t kOk = 0x00;
constexpr std::uint32_t kUnknownCommand = 0x03;
constexpr std::uint32_t kBindFailed = 0x0d;
constexpr std::uint32_t kWrongPassword = 0x0e;
constexpr std::uint32_t kWrongSystemId = 0x0f;

bool is_login_refused(std::uint32_t status) {
    return status == kBindFailed || status == kWrongPassword || status == kWrongSystemId;
}

milliseconds left(Session::Steady::time_point end) {
    return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(end - Session::Steady::now()));
}

}  // namespace

base::Result<std::unique_ptr<Session>> Session::bind(std::unique_ptr<Transport> transport, const Login& login) {
    std::unique_ptr<Session> session(new Session(std::move(transport)));
    session->over_ = true;  // nothing to unbind yet
    const auto sequence = session->next_sequence();
    const auto pdu = pack_bind_transmitter(sequence, login);
    if (!pdu) return base::fail(pdu.error());
    if (const auto sent = session->send(pdu->open()); !sent) return base::fail(sent.error());
    const auto response = session->wait_for(sequence, kBindTimeout);
    if (!response) return base::fail(response.error());
    if (response->status != kOk) {
        return base::fail(is_login_refused(response->status) ? ErrorCode::permission_denied : ErrorCode::unavailable,
                          fmt::format("the SMSC refuses to bind (status {:#04x})", response->status));
    }
    session->over_ = false;
    return session;
}

Session::~Session() {
    if (over_) return;
    const auto sequence = next_sequence();
    const auto sent = send(pack_header(Command::unbind, kOk, sequence));
    if (sent) (void)wait_for(sequence, kUnbindTimeout);
}

base::Result<std::uint32_t> Session::submit(const ShortMessage& message) {
    was_sent_ = false;
    const auto sequence = next_sequence();
    const auto pdu = pack_submit_sm(sequence, message);
    if (!pdu) return base::fail(pdu.error());
    if (const auto sent = send(*pdu); !sent) return base::fail(sent.error());
    was_sent_ = true;
    const auto response = wait_for(sequence, kSubmitTimeout);
    if (!response) return base::fail(response.error());
    return response->status;
}

base::Result<void> Session::tend() {
    for (;;) {
        const auto header = take(0ms);
        if (!header) return base::fail(header.error());
        if (!*header) break;
    }
    if (over_) return base::fail(ErrorCode::unavailable, "the SMSC has ended the session");
    const auto now = Steady::now();
    if (asked_at_) {
        if (now - *asked_at_ < kEnquireTimeout) return {};
        over_ = true;
        return base::fail(ErrorCode::timeout, "the SMSC does not answer");
    }
    if (now - heard_at_ < kSilence) return {};
    asked_at_ = now;
    return send(pack_header(Command::enquire_link, kOk, next_sequence()));
}

base::Result<void> Session::check() {
    if (const auto tended = tend(); !tended) return tended;
    const auto sequence = next_sequence();
    if (const auto sent = send(pack_header(Command::enquire_link, kOk, sequence)); !sent) return sent;
    const auto response = wait_for(sequence, kEnquireTimeout);
    if (!response) return base::fail(response.error());
    return {};
}

std::uint32_t Session::next_sequence() {
    last_sequence_ = last_sequence_ == kLastSequence ? 1 : last_sequence_ + 1;
    return last_sequence_;
}

base::Result<void> Session::send(std::span<const std::uint8_t> pdu) {
    auto sent = transport_->send(pdu, kSendTimeout);
    if (!sent) over_ = true;
    return sent;
}

base::Result<Header> Session::wait_for(std::uint32_t sequence, milliseconds timeout) {
    const auto end = Steady::now() + timeout;
    for (;;) {
        const auto header = take(left(end));
        if (!header) return base::fail(header.error());
        if (*header && (*header)->is_response() && (*header)->sequence == sequence) return **header;
        if (Steady::now() < end) continue;
        over_ = true;
        return base::fail(ErrorCode::timeout, "the SMSC does not answer");
    }
}

base::Result<std::optional<Header>> Session::take(milliseconds timeout) {
    auto header = take_received();
    if (header && !*header) {
        const auto more = transport_->receive(timeout);
        if (!more) {
            over_ = true;
            return base::fail(more.error());
        }
        received_ += *more;
        header = take_received();
    }
    if (!header || !*header) return header;
    heard_at_ = Steady::now();
    asked_at_.reset();
    if (!(*header)->is_response()) {
        if (const auto answered = answer(**header); !answered) return base::fail(answered.error());
    }
    return header;
}

base::Result<std::optional<Header>> Session::take_received() {
    if (received_.size() < kHeaderSize) return std::optional<Header>{};
    const auto header = read_header(received_);
    if (header.length < kHeaderSize || header.length > kLongestPdu) {
        over_ = true;
        return base::fail(ErrorCode::corrupt, "the SMSC sends what is no SMPP");
    }
    if (received_.size() < header.length) return std::optional<Header>{};
    received_.erase(0, header.length);
    return std::optional(header);
}

base::Result<void> Session::answer(const Header& request) {
    if (request.is(Command::enquire_link)) return send(pack_header(Command::enquire_link_resp, kOk, request.sequence));
    if (request.is(Command::unbind)) {
        auto sent = send(pack_header(Command::unbind_resp, kOk, request.sequence));
        over_ = true;
        return sent;
    }
    return send(pack_header(Command::generic_nack, kUnknownCommand, request.sequence));
}

}  // namespace tilbage::adapters::smpp
