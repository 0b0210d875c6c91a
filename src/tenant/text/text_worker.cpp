#include "tenant/text/text_worker.h"

#include <algorithm>
#include <array>
#include <utility>

#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

constexpr int kBatch = 20;
// How often the outbox is looked at when nobody wakes the worker, for retries; and the provider's session tended.
constexpr base::Millis kIdle{500};
constexpr std::chrono::seconds kFirstRetry{2};
constexpr std::chrono::seconds kLongestRetry{60};   // a code serves for five minutes
constexpr std::chrono::seconds kLongestWish{3600};  // of the provider's, to be left alone
constexpr std::chrono::seconds kLongestPretence{1};

std::chrono::seconds pause_after(int attempts) {
    return std::min(kLongestRetry, kFirstRetry * (1 << std::clamp(attempts, 0, 8)));
}

// Whoever asked for a code must not see, in how quickly their next call is answered, whether a text is just being sent.
base::Millis random_pause(base::Random& random) {
    constexpr int kLongest = 400;
    std::array<std::uint8_t, 2> bytes{};
    random.fill(bytes);
    return base::Millis((bytes[0] * 256 + bytes[1]) % kLongest);
}

}  // namespace

TextWorker::TextWorker(Ports ports) : ports_(std::move(ports)), thread_([this] { run(); }) {}

TextWorker::~TextWorker() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void TextWorker::wake() {
    {
        std::lock_guard lock(mutex_);
        woken_ = true;
    }
    changed_.notify_one();
}

void TextWorker::run() {
    for (;;) {
        while (work_once()) {
            std::lock_guard lock(mutex_);
            if (stopping_) return;
        }
        ports_.provider.tend();
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, kIdle, [this] { return stopping_ || woken_; });
        if (std::exchange(woken_, false)) pause(lock, random_pause(ports_.random));
        if (stopping_) return;
    }
}

void TextWorker::pause(std::unique_lock<std::mutex>& lock, std::chrono::nanoseconds time) {
    changed_.wait_for(lock, time, [this] { return stopping_; });
}

// Nothing is asked before this is done: it could not be told apart later.
void TextWorker::give_up_unanswered() {
    const auto whose = ports_.queue.remove_unanswered();
    if (!whose) {
        base::log(events::kTextStoreFailed, {{"error", whose.error().message}});
        return;
    }
    cleaned_ = true;
    for (const auto& tenant : *whose) {
        base::log(events::kTextFailed, {{"error", "asked when the program ended; not asked again"}});
        ports_.given_up(tenant, Loss::unknown);
    }
}

bool TextWorker::work_once() {
    if (!cleaned_) give_up_unanswered();
    if (!cleaned_) return false;
    settle_owed();
    const auto due = ports_.queue.due(ports_.clock.now(), kBatch);
    if (!due) {
        base::log(events::kTextStoreFailed, {{"error", due.error().message}});
        return false;
    }
    for (const auto& queued : *due) {
        deliver(queued);
        std::lock_guard lock(mutex_);
        if (stopping_) return false;
    }
    return due->size() == kBatch;
}

void TextWorker::deliver(const core::QueuedText& queued) {
    const auto begun = ports_.queue.begin(queued.id, ports_.clock.now());
    if (!begun) base::log(events::kTextStoreFailed, {{"text", queued.id}, {"error", begun.error().message}});
    if (!begun || !*begun) return;
    const auto answer = ask(queued);
    switch (answer.fate) {
        case core::TextFate::taken:
            return settle(queued.id, std::nullopt);
        case core::TextFate::not_taken:
            return postpone(queued, answer);
        case core::TextFate::refused:
            return give_up(queued, Loss::refused, answer.why);
        case core::TextFate::unknown:
            return give_up(queued, Loss::unknown, answer.why);
    }
}

core::TextAnswer TextWorker::ask(const core::QueuedText& queued) {
    if (queued.message.to.empty()) {
        // Takes as long as the last one to somebody.
        std::unique_lock lock(mutex_);
        pause(lock, last_took_);
        return {};
    }
    const auto began = std::chrono::steady_clock::now();
    auto answer = ports_.provider.send({.id = queued.id,
                                        .to = queued.message.to,
                                        .text = queued.message.text,
                                        .useful_until = queued.message.useful_until},
                                       ports_.clock.now());
    last_took_ = std::min<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - began, kLongestPretence);
    return answer;
}

void TextWorker::postpone(const core::QueuedText& queued, const core::TextAnswer& answer) {
    const auto wished = std::min(answer.not_before, kLongestWish);
    const auto next = ports_.clock.now() + std::max(pause_after(queued.attempts), wished);
    if (next >= queued.message.useful_until) return give_up(queued, Loss::too_late, answer.why);
    settle(queued.id, next);
    base::log(events::kTextDelayed, {{"text", queued.id}, {"attempts", queued.attempts + 1}, {"error", answer.why}});
}

void TextWorker::give_up(const core::QueuedText& queued, Loss loss, const std::string& why) {
    base::log(events::kTextFailed, {{"text", queued.id}, {"attempts", queued.attempts + 1}, {"error", why}});
    settle(queued.id, std::nullopt);
    ports_.given_up(queued.message.tenant_id, loss);
}

void TextWorker::settle(const std::string& id, std::optional<base::TimePoint> retry_at) {
    const auto done = retry_at ? ports_.queue.retry_at(id, *retry_at) : ports_.queue.remove(id);
    if (done) {
        owed_.erase(id);
        return;
    }
    owed_[id] = retry_at;
    base::log(events::kTextStoreFailed, {{"text", id}, {"error", done.error().message}});
}

void TextWorker::settle_owed() {
    for (const auto& [id, retry_at] : std::exchange(owed_, {})) settle(id, retry_at);
}

}  // namespace tilbage::tenant
