#include "tenant/text/text_worker.h"

#include <algorithm>
#include <utility>

#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

constexpr int kBatch = 20;
constexpr std::chrono::seconds kLongestRetry{60};   // a code serves for five minutes
constexpr std::chrono::seconds kLongestWish{3600};  // of the provider's, to be left alone

}  // namespace

TextWorker::TextWorker(Ports ports)
    : ports_(std::move(ports)),
      thread_(ports_.random, {[this] { return work_once(); }, [this] { ports_.provider.tend(); }}) {}

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
        if (thread_.is_ending()) return false;
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
        thread_.send_to_nobody();
        return {};
    }
    const auto& [tenant, to, text, useful_until] = queued.message;
    core::TextAnswer answer;
    thread_.send([&] { answer = ports_.provider.send({queued.id, to, text, useful_until}, ports_.clock.now()); });
    return answer;
}

void TextWorker::postpone(const core::QueuedText& queued, const core::TextAnswer& answer) {
    const auto wished = std::min(answer.not_before, kLongestWish);
    const auto next = ports_.clock.now() + std::max(retry_pause(queued.attempts, kLongestRetry), wished);
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
