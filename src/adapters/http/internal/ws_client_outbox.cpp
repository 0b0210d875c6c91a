#include "adapters/http/internal/ws_client_session.h"

namespace tilbage::adapters::http::internal {

bool WsClientOutbox::set_connecting() {
    std::lock_guard lock(mutex_);
    if (phase_ != Phase::idle) return false;
    phase_ = Phase::connecting;
    return true;
}

void WsClientOutbox::set_open() {
    std::lock_guard lock(mutex_);
    phase_ = Phase::open;
}

void WsClientOutbox::set_closing() {
    std::lock_guard lock(mutex_);
    phase_ = Phase::closing;
}

void WsClientOutbox::set_idle() {
    std::lock_guard lock(mutex_);
    phase_ = Phase::idle;
    messages_.clear();
    bytes_ = 0;
}

WsClientOutbox::Put WsClientOutbox::put(std::string message, std::size_t limit) {
    std::lock_guard lock(mutex_);
    if (phase_ != Phase::open) return Put::refused;
    if (bytes_ + message.size() > limit) {
        phase_ = Phase::closing;
        return Put::too_much;
    }
    bytes_ += message.size();
    messages_.push_back(std::move(message));
    return Put::queued;
}

bool WsClientOutbox::take(std::string& message) {
    std::lock_guard lock(mutex_);
    if (messages_.empty()) return false;
    message = std::move(messages_.front());
    bytes_ -= message.size();
    messages_.pop_front();
    return true;
}

}  // namespace tilbage::adapters::http::internal
