#include "core/writeback/outcome_waiters.h"

#include <utility>

namespace tilbage::core {

OutcomeWaiters::~OutcomeWaiters() { release_all(); }

void OutcomeWaiters::release_all() {
    auto left = state_.with([](State& state) {
        state.by_request.clear();
        return std::exchange(state.waiters, {});
    });
    for (auto& [handle, waiter] : left) {
        alarms_.cancel(waiter.alarm);
        waiter.callback(std::nullopt);
    }
}

OutcomeWaiters::Handle OutcomeWaiters::wait(const RequestId& request, base::Millis at_most, Callback callback) {
    const auto handle = state_.with([&](State& state) {
        const auto added = ++state.last;
        state.waiters.emplace(added, Waiter{request, std::move(callback), 0});
        state.by_request.emplace(request, added);
        return added;
    });
    const auto alarm = alarms_.after(at_most, [this, handle] { resolve(handle, std::nullopt); });
    const bool still_waits = state_.with([&](State& state) {
        const auto found = state.waiters.find(handle);
        if (found == state.waiters.end()) return false;
        found->second.alarm = alarm;
        return true;
    });
    if (!still_waits) alarms_.cancel(alarm);
    return handle;
}

void OutcomeWaiters::resolve(Handle handle, std::optional<Outcome> outcome) {
    auto waiter = state_.with([&](State& state) { return take(state, handle); });
    if (!waiter) return;
    alarms_.cancel(waiter->alarm);
    waiter->callback(std::move(outcome));
}

void OutcomeWaiters::publish(const RequestId& request, const Outcome& outcome) {
    const auto handles = state_.with([&](State& state) {
        std::vector<Handle> found;
        const auto [begin, end] = state.by_request.equal_range(request);
        for (auto it = begin; it != end; ++it) found.push_back(it->second);
        return found;
    });
    for (const auto handle : handles) resolve(handle, outcome);
}

std::optional<OutcomeWaiters::Waiter> OutcomeWaiters::take(State& state, Handle handle) {
    const auto found = state.waiters.find(handle);
    if (found == state.waiters.end()) return std::nullopt;
    auto waiter = std::move(found->second);
    state.waiters.erase(found);
    const auto [begin, end] = state.by_request.equal_range(waiter.request);
    for (auto it = begin; it != end; ++it) {
        if (it->second != handle) continue;
        state.by_request.erase(it);
        break;
    }
    return waiter;
}

}  // namespace tilbage::core
