// Takes requests from the relay, has them applied by a worker, and hands the outcomes back; a request whose write got
// no answer is looked at again until the truth is known or its seal has expired.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/scheduler.h"
#include "connect/events/event_log.h"
#include "connect/keyed_workers.h"
#include "core/ports/journal.h"
#include "core/writeback/apply.h"
#include "wire/relay_messages.h"

namespace tilbage::connect {

// Any thread.
class RequestDesk {
public:
    // Hands one outcome to the relay; false when there is no connection, and then it waits in the journal.
    using Send = std::function<bool(const wire::OutcomeMessage&)>;

    // What applies requests now; never null. Any thread.
    using GetApply = std::function<std::shared_ptr<core::Apply>()>;

    // `workers` requests are worked on at once, `max_in_flight` are taken. What is done with each is told to `events`.
    RequestDesk(GetApply apply, core::Journal& journal, const base::Clock& clock, std::size_t workers,
                std::size_t max_in_flight, Send send, WriteEvent events);
    ~RequestDesk();
    RequestDesk(const RequestDesk&) = delete;
    RequestDesk& operator=(const RequestDesk&) = delete;

    void take(core::Request request);
    // A request that could not be read.
    void refuse_malformed(const core::RequestId& id);
    void acknowledged(const core::RequestId& id);
    // After `welcome`: outcomes that the tenant may never have got.
    void resend_unacknowledged();
    // Finishes what runs. What comes later, and what is still open, stays unanswered: the tenant gives it to another
    // agent, or to this one when it is back, and that one finds out first.
    void stop();

private:
    struct Open;
    void run(const core::Request& request);
    void settle(const core::Request& request, core::Applied applied, std::shared_ptr<Open> open);
    void follow(std::shared_ptr<Open> open);
    void look_again(const std::shared_ptr<Open>& open);
    void tell(const core::Binding& binding, core::InitiatedBy initiated_by, const core::Outcome& outcome,
              const std::string& note);
    void write_events(const core::Binding& binding, core::InitiatedBy initiated_by, const core::Outcome& outcome,
                      const std::string& note);
    void report(const core::Binding& binding, core::InitiatedBy initiated_by, const core::Outcome& outcome);

    const GetApply apply_;
    core::Journal& journal_;
    const base::Clock& clock_;
    const Send send_;
    const WriteEvent events_;
    std::atomic<bool> stopping_{false};
    KeyedWorkers workers_;
    base::Scheduler timers_;  // last: its calls go to the workers
};

}  // namespace tilbage::connect
