#include "connect/sync/check_in.h"

#include <algorithm>
#include <utility>

#include "wire/sync_check_in.h"

namespace tilbage::connect {

CheckIn::CheckIn(CheckInOptions options, CheckInHandler handler, const base::BootClock& clock, base::Random& random)
    : options_(options),
      handler_(std::move(handler)),
      clock_(clock),
      backoff_(options.first_retry, options.every, random) {}

CheckIn::~CheckIn() { stop(); }

void CheckIn::start() {
    thread_ = std::thread([this] { run(); });
}

void CheckIn::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void CheckIn::now() {
    {
        std::lock_guard lock(mutex_);
        wanted_ = true;
    }
    changed_.notify_all();
}

void CheckIn::add_run(core::SyncRun run) {
    {
        std::lock_guard lock(mutex_);
        runs_.push_back(std::move(run));
        if (runs_.size() > core::kMaxReportedRuns) runs_.pop_front();
        wanted_ = true;
    }
    changed_.notify_all();
}

void CheckIn::answer(core::SyncOrderAnswer answer) {
    {
        std::lock_guard lock(mutex_);
        answers_.push_back(std::move(answer));
        wanted_ = true;
    }
    changed_.notify_all();
}

bool CheckIn::holds_lease() const {
    const auto now = clock_.now().time;
    std::lock_guard lock(mutex_);
    return now < lease_until_;
}

std::string CheckIn::lease_holder() const {
    std::lock_guard lock(mutex_);
    return lease_holder_;
}

std::optional<core::RemovalThreshold> CheckIn::removal_threshold() const {
    std::lock_guard lock(mutex_);
    return removal_threshold_;
}

void CheckIn::run() {
    while (pause(check_in(false))) {
    }
    if (holds_lease()) (void)check_in(true);
}

base::Millis CheckIn::check_in(bool giving_back) {
    const auto check_in = compose(giving_back);
    const auto sent_at = clock_.now().time;
    const auto body = handler_.post(wire::encode_sync_check_in(check_in));
    const auto answer =
        body ? wire::decode_sync_answer(*body) : base::Result<core::SyncCheckInAnswer>(base::fail(body.error()));
    if (!answer) {
        // The tenant knows this agent no more: whatever was leased to it is another's.
        if (answer.error().code == base::ErrorCode::permission_denied) drop_lease();
        handler_.on_failure(answer.error());
        return backoff_.next();
    }
    backoff_.reset();
    take(check_in, *answer, sent_at);
    if (giving_back) return options_.every;
    handler_.on_answer(*answer);
    for (const auto& order : new_ones(answer->orders)) handler_.on_order(order);
    return options_.every;
}

void CheckIn::drop_lease() {
    std::lock_guard lock(mutex_);
    lease_until_ = base::Millis{0};
    lease_holder_.clear();
}

core::SyncCheckIn CheckIn::compose(bool giving_back) {
    core::SyncCheckIn check_in;
    {
        // Before the report is made: what is wanted from now on may be about something that it does not tell yet.
        std::lock_guard lock(mutex_);
        wanted_ = false;
    }
    check_in.report = handler_.report();
    if (giving_back) check_in.report.wants_lease = false;
    std::lock_guard lock(mutex_);
    check_in.runs.assign(runs_.begin(), runs_.end());
    const auto answers = std::min(answers_.size(), core::kMaxAnswers);
    check_in.answers.assign(answers_.begin(), answers_.begin() + static_cast<std::ptrdiff_t>(answers));
    return check_in;
}

void CheckIn::take(const core::SyncCheckIn& sent, const core::SyncCheckInAnswer& answer, base::Millis sent_at) {
    std::lock_guard lock(mutex_);
    // Counted from before the tenant counted: here the lease never ends later than there.
    lease_until_ = answer.lease.held ? sent_at + answer.lease.valid_for - options_.lease_margin : base::Millis{0};
    lease_holder_ = answer.lease.holder;
    removal_threshold_ = answer.removal_threshold;
    std::erase_if(runs_, [&](const core::SyncRun& run) {
        return std::ranges::find(answer.acknowledged_runs, run.id) != answer.acknowledged_runs.end();
    });
    // Answers come in at the end only.
    answers_.erase(answers_.begin(), answers_.begin() + static_cast<std::ptrdiff_t>(sent.answers.size()));
    if (!answers_.empty()) wanted_ = true;
}

std::vector<core::SyncOrder> CheckIn::new_ones(const std::vector<core::SyncOrder>& orders) {
    std::lock_guard lock(mutex_);
    std::set<core::SyncOrderId> still_open;
    std::vector<core::SyncOrder> found;
    for (const auto& order : orders) {
        still_open.insert(order.id);
        if (!taken_.contains(order.id)) found.push_back(order);
    }
    taken_ = std::move(still_open);
    return found;
}

bool CheckIn::pause(base::Millis time) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, options_.least_gap, [this] { return stopping_; });
    changed_.wait_for(lock, time, [this] { return stopping_ || wanted_; });
    return !stopping_;
}

}  // namespace tilbage::connect
