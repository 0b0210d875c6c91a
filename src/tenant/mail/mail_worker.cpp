#include "tenant/mail/mail_worker.h"

#include <utility>

#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

constexpr int kBatch = 20;
constexpr std::chrono::seconds kLongestRetry{300};

bool is_temporary(base::ErrorCode code) {
    switch (code) {
        case base::ErrorCode::invalid_argument:
        case base::ErrorCode::conflict:
            return false;
        // A wrong login or certificate is the operator's to mend, and the mail is still of use then.
        case base::ErrorCode::permission_denied:
        case base::ErrorCode::untrusted:
        case base::ErrorCode::unavailable:
        case base::ErrorCode::timeout:
        case base::ErrorCode::not_found:
        case base::ErrorCode::corrupt:
        case base::ErrorCode::internal:
            return true;
    }
    return true;
}

}  // namespace

MailWorker::MailWorker(Ports ports)
    : ports_(std::move(ports)), thread_(ports_.random, {[this] { return work_once(); }}) {}

bool MailWorker::work_once() {
    const auto due = ports_.outbox.due(ports_.clock.now(), kBatch);
    if (!due) {
        base::log(events::kMailStoreFailed, {{"error", due.error().message}});
        return false;
    }
    for (const auto& queued : *due) {
        const bool can_wait = queued.mail.reminds_of.has_value();
        // Others may have come meanwhile, and go first.
        if (can_wait && queued.id != due->front().id) return true;
        const auto allowed = may_send(queued);
        if (!allowed) return false;
        if (*allowed) deliver(queued);
        if (thread_.is_ending()) return false;
    }
    return due->size() == kBatch;
}

base::Result<bool> MailWorker::may_send(const core::QueuedMail& queued) {
    if (!queued.mail.reminds_of || done_.contains(queued.id)) return true;
    auto claimed = ports_.outbox.claim(queued.id, ports_.clock.now());
    if (!claimed) base::log(events::kMailStoreFailed, {{"mail", queued.id}, {"error", claimed.error().message}});
    return claimed;
}

void MailWorker::deliver(const core::QueuedMail& queued) {
    const auto message = to_rfc5322(queued.mail, ports_.sender, ports_.clock.now(), ports_.random);
    if (queued.mail.to.empty()) {
        thread_.send_to_nobody();
    } else if (!done_.contains(queued.id)) {
        base::Result<void> sent;
        thread_.send([&] { sent = ports_.send(ports_.sender.address, queued.mail.to, message); });
        if (!sent && is_temporary(sent.error().code)) return postpone(queued, sent.error());
        if (!sent) return give_up(queued, sent.error());
    }
    take_out(queued);
}

void MailWorker::take_out(const core::QueuedMail& queued) {
    const auto removed = ports_.outbox.remove(queued.id);
    if (removed) {
        done_.erase(queued.id);
        return;
    }
    done_.insert(queued.id);
    base::log(events::kMailStoreFailed, {{"mail", queued.id}, {"error", removed.error().message}});
}

void MailWorker::postpone(const core::QueuedMail& queued, const base::Error& why) {
    const auto next = ports_.clock.now() + retry_pause(queued.attempts, kLongestRetry);
    if (next >= queued.mail.useful_until) return give_up(queued, why);
    base::log(events::kMailDelayed, {{"mail", queued.id}, {"attempts", queued.attempts + 1}, {"error", why.message}});
    if (const auto set = ports_.outbox.retry_at(queued.id, next); !set) {
        base::log(events::kMailStoreFailed, {{"mail", queued.id}, {"error", set.error().message}});
    }
}

void MailWorker::give_up(const core::QueuedMail& queued, const base::Error& why) {
    base::log(events::kMailFailed, {{"mail", queued.id}, {"attempts", queued.attempts + 1}, {"error", why.message}});
    take_out(queued);
    ports_.given_up(why);
}

}  // namespace tilbage::tenant
