#include "tenant/outbox_thread.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tilbage::tenant {
namespace {

// How often the outbox is looked at when nobody wakes the thread: what another process or node queued, and retries.
constexpr std::chrono::milliseconds kIdle{500};
constexpr std::chrono::seconds kFirstRetry{2};
constexpr std::chrono::seconds kLongestPretence{1};

// Whoever asked for a code must not see, in how quickly their next call is answered, whether something is just being
// sent.
std::chrono::milliseconds random_pause(base::Random& random) {
    constexpr int kLongest = 400;
    std::array<std::uint8_t, 2> bytes{};
    random.fill(bytes);
    return std::chrono::milliseconds((bytes[0] * 256 + bytes[1]) % kLongest);
}

}  // namespace

std::chrono::seconds retry_pause(int attempts, std::chrono::seconds longest) {
    return std::min(longest, kFirstRetry * (1 << std::clamp(attempts, 0, 8)));
}

OutboxThread::OutboxThread(base::Random& random, Work work)
    : random_(random), work_(std::move(work)), thread_([this] { run(); }) {}

OutboxThread::~OutboxThread() {
    {
        std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void OutboxThread::wake() {
    {
        std::lock_guard lock(mutex_);
        woken_ = true;
    }
    changed_.notify_one();
}

bool OutboxThread::is_ending() {
    std::lock_guard lock(mutex_);
    return ending_;
}

void OutboxThread::run() {
    for (;;) {
        while (work_.once()) {
            if (is_ending()) return;
        }
        if (work_.then) work_.then();
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, kIdle, [this] { return ending_ || woken_; });
        if (std::exchange(woken_, false)) pause(lock, random_pause(random_));
        if (ending_) return;
    }
}

void OutboxThread::pause(std::unique_lock<std::mutex>& lock, std::chrono::nanoseconds time) {
    changed_.wait_for(lock, time, [this] { return ending_; });
}

void OutboxThread::send(const std::function<void()>& sending) {
    const auto began = std::chrono::steady_clock::now();
    sending();
    last_took_ = std::min<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - began, kLongestPretence);
}

void OutboxThread::send_to_nobody() {
    std::unique_lock lock(mutex_);
    pause(lock, last_took_);
}

}  // namespace tilbage::tenant
