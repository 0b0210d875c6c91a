// Who waits for which request's outcome, without holding a thread.
#pragma once

#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/guarded.h"
#include "core/identity/ids.h"
#include "core/ports/alarms.h"
#include "core/writeback/outcome.h"

namespace tilbage::core {

// Any thread. Every waiter is called exactly once: by publish(), by resolve(), or with nothing when its time is up.
class OutcomeWaiters {
public:
    using Callback = std::function<void(std::optional<Outcome>)>;
    using Handle = std::uint64_t;

    explicit OutcomeWaiters(Alarms& alarms) : alarms_(alarms) {}
    OutcomeWaiters(const OutcomeWaiters&) = delete;
    OutcomeWaiters& operator=(const OutcomeWaiters&) = delete;
    ~OutcomeWaiters();

    // Register first, look into the store afterwards, and resolve() when it was there already: nothing is missed in
    // between.
    Handle wait(const RequestId& request, base::Millis at_most, Callback callback);
    void resolve(Handle handle, std::optional<Outcome> outcome);
    void publish(const RequestId& request, const Outcome& outcome);
    // Answers everybody with nothing: the process ends, and they will ask again.
    void release_all();

private:
    struct Waiter {
        RequestId request;
        Callback callback;
        Alarms::Id alarm = 0;
    };
    struct State {
        Handle last = 0;
        std::unordered_map<Handle, Waiter> waiters;
        std::unordered_multimap<RequestId, Handle> by_request;
    };
    static std::optional<Waiter> take(State& state, Handle handle);

    Alarms& alarms_;
    base::Guarded<State> state_;
};

}  // namespace tilbage::core
