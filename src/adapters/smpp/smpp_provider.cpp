#include "adapters/smpp/smpp_provider.h"

#include <fmt/core.h>

namespace tilbage::adapters::smpp {
namespace {

using core::TextFate;
using namespace std::chrono_literals;

constexpr auto kTryAgain = 2s;
// A connection that rested for so long may have died unnoticed; it is asked before a text is risked on it.
constexpr auto kTrustedFor = 5s;

// §5.1.3
constexpr std::uint32_t kOk = 0x00;
constexpr std::uint32_t kNotBound = 0x04;
constexpr std::uint32_t kSystemError = 0x08;
constexpr std::uint32_t kQueueFull = 0x14;
constexpr std::uint32_t kThrottled = 0x58;
constexpr std::uint32_t kTemporary = 0x64;

TextFate fate_of(std::uint32_t status) {
    switch (status) {
        case kOk:
            return TextFate::taken;
        case kNotBound:
        case kSystemError:
        case kQueueFull:
        case kThrottled:
        case kTemporary:
            return TextFate::not_taken;
        default:
            return TextFate::refused;
    }
}

}  // namespace

base::Result<void> SmppProvider::bind() {
    auto transport = connect_();
    if (!transport) return base::fail(transport.error());
    auto session = Session::bind(std::move(*transport), login_);
    if (!session) return base::fail(session.error());
    session_ = std::move(*session);
    return {};
}

base::Result<void> SmppProvider::be_bound() {
    const auto now = Session::Steady::now();
    if (session_ != nullptr) {
        const auto alive = now - used_at_ < kTrustedFor ? session_->tend() : session_->check();
        if (alive) return {};
        session_.reset();
    }
    if (now < not_before_) return base::fail(base::ErrorCode::unavailable, last_failure_);
    auto bound = bind();
    if (!bound) {
        not_before_ = Session::Steady::now() + kTryAgain;
        last_failure_ = bound.error().message;
    }
    return bound;
}

core::TextAnswer SmppProvider::send(const core::OutgoingText& text, base::TimePoint now) {
    auto content = to_gsm_text(text.text);
    if (!content) return {TextFate::refused, "the text does not fit one message"};
    if (const auto bound = be_bound(); !bound) return {TextFate::not_taken, bound.error().message};
    const auto valid_for = std::chrono::ceil<std::chrono::seconds>(text.useful_until - now);
    const auto status = session_->submit({sender_, text.to, std::move(*content), valid_for});
    used_at_ = Session::Steady::now();
    if (status) {
        if (*status == kNotBound) session_.reset();
        return {fate_of(*status), fmt::format("the SMSC answered with status {:#04x}", *status)};
    }
    const bool asked = session_->was_sent();
    if (!asked && status.error().code == base::ErrorCode::invalid_argument) {
        return {TextFate::refused, status.error().message};
    }
    session_.reset();
    return {asked ? TextFate::unknown : TextFate::not_taken, status.error().message};
}

void SmppProvider::tend() {
    if (session_ == nullptr) return;
    if (const auto alive = session_->tend(); !alive) session_.reset();
}

base::Result<void> SmppProvider::probe() {
    auto bound = bind();
    session_.reset();
    return bound;
}

}  // namespace tilbage::adapters::smpp
