// Takes text messages from the outbox to the provider.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "core/ports/text_provider.h"
#include "core/ports/text_queue.h"
#include "tenant/outbox_thread.h"

namespace tilbage::tenant {

// One thread. What the provider certainly did not take is tried again, less and less often, while it is of use; what it
// refuses, and what it never answered, is given up. A text to nobody is dropped after the same work.
class TextWorker {
public:
    enum class Loss { refused, too_late, unknown };
    // A text was given up. For the audit; neither number nor text.
    using GivenUp = std::function<void(const core::TenantId& tenant, Loss loss)>;

    struct Ports {
        core::TextQueue& queue;
        core::TextProvider& provider;
        const base::Clock& clock;
        base::Random& random;
        GivenUp given_up;
    };

    // Takes out what an earlier process asked and was not answered.
    explicit TextWorker(Ports ports);

    // There is something new in the outbox; looked at within half a second.
    void wake() { thread_.wake(); }

private:
    void give_up_unanswered();
    // true: there may be more to do at once.
    bool work_once();
    void deliver(const core::QueuedText& queued);
    [[nodiscard]] core::TextAnswer ask(const core::QueuedText& queued);
    void postpone(const core::QueuedText& queued, const core::TextAnswer& answer);
    void give_up(const core::QueuedText& queued, Loss loss, const std::string& why);
    // Writes down what an answer led to: when to try again, or (empty) that it is over.
    void settle(const std::string& id, std::optional<base::TimePoint> retry_at);
    void settle_owed();

    Ports ports_;
    // The thread's own, as the next: what a store that failed has not heard of yet.
    std::map<std::string, std::optional<base::TimePoint>> owed_;
    bool cleaned_ = false;
    OutboxThread thread_;  // last: it runs from its construction to its end
};

}  // namespace tilbage::tenant
