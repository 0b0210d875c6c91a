#include "connect/sync/sync_loop.h"

#include <algorithm>
#include <exception>
#include <iterator>

namespace tilbage::connect {

void SyncLoop::start() {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void SyncLoop::stop() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
}

void SyncLoop::wake() {
    std::lock_guard lock(mutex_);
    woken_ = true;
    change_.notify_all();
}

void SyncLoop::give(LoopOrder order) {
    std::lock_guard lock(mutex_);
    given_.push_back(std::move(order));
    woken_ = true;
    change_.notify_all();
}

void SyncLoop::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        look(stop);
        std::unique_lock lock(mutex_);
        change_.wait_for(lock, stop, pause(), [this] { return woken_; });
        woken_ = false;
    }
}

base::Millis SyncLoop::pause() const { return now() < changed_at_ + times_.quick_for ? times_.quick : times_.slow; }

std::vector<LoopOrder> SyncLoop::orders() {
    auto taken = parts_.take_orders ? parts_.take_orders() : std::vector<LoopOrder>();
    std::lock_guard lock(mutex_);
    std::ranges::move(given_, std::back_inserter(taken));
    given_.clear();
    return taken;
}

void SyncLoop::explain(const LoopOrder& order) {
    LoopOrder::Answer answer;
    if (auto explained = parts_.engine.explain(order.user)) {
        if (parts_.further != nullptr) parts_.further->explain(*explained);
        answer.explanation = std::move(*explained);
    } else {
        answer.problem = {.code = "cannot_explain", .message = explained.error().message};
    }
    order.answer(answer);
}

void SyncLoop::preview(const LoopOrder& order) {
    LoopOrder::Answer answer;
    if (auto seen = parts_.engine.preview(*order.wanted, parts_.rounds.threshold())) {
        answer.previews = std::move(*seen);
    } else {
        answer.problem = {.code = "cannot_preview", .message = seen.error().message};
    }
    order.answer(answer);
}

void SyncLoop::answer_questions(std::vector<LoopOrder>& orders) {
    std::erase_if(orders, [&](const LoopOrder& order) {
        if (order.wanted) {
            preview(order);
            return true;
        }
        if (order.kind != core::SyncOrderKind::explain) return false;
        explain(order);
        return true;
    });
}

void SyncLoop::look(const std::stop_token& stop) {
    auto waiting = orders();
    answer_questions(waiting);
    RoundRequest request;
    std::size_t allowed = 0;
    for (const auto& order : waiting) {
        request.asked = true;
        request.full = request.full || order.kind == core::SyncOrderKind::full;
        if (order.kind == core::SyncOrderKind::allow_removals) {
            allowed += parts_.engine.allow_removals().value_or(0);
            if (parts_.further != nullptr) allowed += parts_.further->allow_removals();
        }
        if (order.when_taken_up) order.answer({});
    }
    const auto result = try_round(request, stop);
    if (parts_.further != nullptr && !stop.stop_requested()) parts_.further->look(request.asked);
    for (const auto& order : waiting) {
        if (!order.when_taken_up)
            order.answer({.problem = {}, .explanation = {}, .run = result.run, .allowed = allowed});
    }
    if (result.imported || result.run.created + result.run.updated + result.run.removed > 0) changed_at_ = now();
    const auto state = parts_.rounds.state();
    if (!result.is_news && reported_state_ == state && now() < reported_at_ + times_.report) return;
    reported_state_ = state;
    reported_at_ = now();
    parts_.on_round(result);
}

// Whatever third-party code throws must not end the synchronisation.
RoundResult SyncLoop::try_round(const RoundRequest& request, const std::stop_token& stop) {
    try {
        return parts_.rounds.round(request, stop);
    } catch (const std::exception& error) {
        RoundResult result;
        result.is_news = true;
        result.run.result = core::SyncRun::Result::failed;
        result.run.message = error.what();
        result.new_failures.push_back({.code = "internal", .message = error.what()});
        return result;
    }
}

}  // namespace tilbage::connect
