// Takes mails from the outbox to the mail server.
#pragma once

#include <chrono>
#include <functional>
#include <set>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "core/ports/mail_outbox.h"
#include "tenant/mail/mime.h"
#include "tenant/outbox_thread.h"

namespace tilbage::tenant {

// One thread. A mail that the server does not take yet is tried again, less and less often, while it is of use; one
// that it refuses for good is given up. A mail to nobody is dropped. Whoever waits for a code waits for one reminder at
// most, however many there are.
class MailWorker {
public:
    // Blocks; `unavailable` and `timeout` are worth another try.
    using Send =
        std::function<base::Result<void>(const std::string& from, const std::string& to, const std::string& message)>;
    // A mail was given up. For the audit; no address.
    using GivenUp = std::function<void(const base::Error& why)>;

    struct Ports {
        core::MailOutbox& outbox;
        const base::Clock& clock;
        base::Random& random;
        Sender sender;
        Send send;
        GivenUp given_up;
    };

    explicit MailWorker(Ports ports);

    // There is something new in the outbox; looked at within half a second.
    void wake() { thread_.wake(); }

private:
    // true: there may be more to do at once.
    bool work_once();
    // Whether it is to be sent now; an error when the store does not tell.
    base::Result<bool> may_send(const core::QueuedMail& queued);
    void deliver(const core::QueuedMail& queued);
    void postpone(const core::QueuedMail& queued, const base::Error& why);
    void take_out(const core::QueuedMail& queued);
    void give_up(const core::QueuedMail& queued, const base::Error& why);

    Ports ports_;
    std::set<std::int64_t> done_;  // dealt with, and still in a store that failed; the worker's own
    OutboxThread thread_;          // last: it runs from its construction to its end
};

}  // namespace tilbage::tenant
