#include "connect/request_desk.h"

#include <utility>

#include "base/log.h"
#include "connect/log_events.h"

namespace tilbage::connect {
namespace {

constexpr base::Millis kFirstLook{20};  // a connection that broke after the write is found out at once
constexpr base::Millis kLookAgainBeforeDeadline{250};
constexpr base::Millis kLookAgainLater{1000};
constexpr base::Millis kWaitForImport{100};

// All deliveries that touch one person run one after another.
const std::string& lane_of(const core::Binding& binding) { return binding.source_anchor.str(); }

// Which rule, and never which word: the log holds no part of a password.
void note_screening(const core::Binding& binding, const core::Verdict& verdict) {
    if (verdict.would_be_refused) {
        base::log(events::kBannedInAudit, {{"request", binding.request_id.str()},
                                           {"source_anchor", binding.source_anchor.str()},
                                           {"banned", core::to_string(*verdict.would_be_refused)}});
    }
    if (!verdict.problem.empty()) base::log(events::kBreachedListUnreadable, {{"message", verdict.problem}});
}

}  // namespace

struct RequestDesk::Open {
    core::OpenRequest request;
    bool looked = false;
    bool given_up = false;

    [[nodiscard]] base::Millis until_next_look() const {
        if (given_up) return kLookAgainLater;
        return looked ? kLookAgainBeforeDeadline : kFirstLook;
    }
};

RequestDesk::RequestDesk(GetApply apply, core::Journal& journal, const base::Clock& clock, std::size_t workers,
                         std::size_t max_in_flight, Send send, WriteEvent events)
    : apply_(std::move(apply)),
      journal_(journal),
      clock_(clock),
      send_(std::move(send)),
      events_(std::move(events)),
      workers_(workers, max_in_flight) {}

RequestDesk::~RequestDesk() { stop(); }

void RequestDesk::take(core::Request request) {
    const auto shared = std::make_shared<const core::Request>(std::move(request));
    if (workers_.try_post(lane_of(shared->binding), [this, shared] { run(*shared); }) || stopping_) return;
    tell(shared->binding, shared->initiated_by, {.reason = core::Reason::agent_busy, .details = {}, .description = {}},
         {});
}

void RequestDesk::refuse_malformed(const core::RequestId& id) {
    const core::Outcome outcome{.reason = core::Reason::malformed, .details = {}, .description = {}};
    core::Binding binding;
    binding.request_id = id;
    report(binding, core::InitiatedBy::self, outcome);
    // Of what kind it was, and whose, nobody knows.
    const auto event = core::event_id(outcome.reason, binding.kind, core::InitiatedBy::self);
    const std::string note = "the request could not be read";
    events_(event, {.tracking_id = id.str(), .reason = std::string(core::to_string(outcome.reason)), .details = note});
    base::log(
        events::kOutcome,
        {{"request", id.str()}, {"reason", core::to_string(outcome.reason)}, {"event_id", event}, {"note", note}});
}

void RequestDesk::acknowledged(const core::RequestId& id) {
    const auto noted = journal_.acknowledged(id);
    if (!noted) base::log(events::kStateNotWritten, {{"message", noted.error().message}});
}

void RequestDesk::resend_unacknowledged() {
    const auto entries = journal_.unacknowledged();
    if (!entries) {
        base::log(events::kStateNotWritten, {{"message", entries.error().message}});
        return;
    }
    // Who asked does not stand in the journal: the tenant knows, and has the event id of its own record from there.
    for (const auto& entry : *entries) report(entry.binding, core::InitiatedBy::self, *entry.outcome);
}

void RequestDesk::stop() {
    stopping_ = true;
    workers_.stop();
}

void RequestDesk::run(const core::Request& request) {
    const auto& binding = request.binding;
    const auto start = core::act_events(binding.kind, request.initiated_by).start;
    if (start != 0)
        events_(start, {.tracking_id = binding.request_id.str(), .source_anchor = binding.source_anchor.str()});
    settle(request, apply_()->apply(request), nullptr);
}

// `open`: what was open before this attempt, if it was.
void RequestDesk::settle(const core::Request& asked, core::Applied applied, std::shared_ptr<Open> open) {
    // An agent that has just started knows everybody in a moment: nobody need try again for that.
    if (applied.early && clock_.now() + kWaitForImport < asked.deadline) {
        timers_.after(kWaitForImport, [this, asked] {
            workers_.post(lane_of(asked.binding), [this, asked] { settle(asked, apply_()->apply(asked), nullptr); });
        });
        return;
    }
    note_screening(asked.binding, applied.screened);
    if (const auto* outcome = std::get_if<core::Outcome>(&applied.result)) {
        // What was told as unknown stays unknown: nothing new to tell.
        const bool news = open == nullptr || !open->given_up || outcome->reason != core::Reason::outcome_unknown;
        if (news) tell(asked.binding, asked.initiated_by, *outcome, applied.note);
        return;
    }
    auto& request = std::get<core::OpenRequest>(applied.result);
    if (open == nullptr) {
        base::log(events::kFindingOut, {{"request", asked.binding.request_id.str()}, {"note", applied.note}});
        open = std::make_shared<Open>(Open{.request = std::move(request)});
    } else {
        open->request = std::move(request);
    }
    if (!open->given_up && clock_.now() >= open->request.request.deadline) {
        open->given_up = true;
        const auto& late = open->request.request;
        tell(late.binding, late.initiated_by, apply_()->give_up(open->request), applied.note);
    }
    if (!apply_()->is_over(open->request)) follow(std::move(open));
}

void RequestDesk::follow(std::shared_ptr<Open> open) {
    const auto wait = open->until_next_look();
    timers_.after(wait, [this, open = std::move(open)] {
        workers_.post(lane_of(open->request.request.binding), [this, open] { look_again(open); });
    });
}

void RequestDesk::look_again(const std::shared_ptr<Open>& open) {
    const auto request = open->request.request;
    open->looked = true;
    settle(request, apply_()->look_again(open->request), open);
}

void RequestDesk::tell(const core::Binding& binding, core::InitiatedBy initiated_by, const core::Outcome& outcome,
                       const std::string& note) {
    report(binding, initiated_by, outcome);
    write_events(binding, initiated_by, outcome, note);
    const auto& event = binding.kind == core::Kind::describe ? events::kDescribed : events::kOutcome;
    base::log(event, {{"request", binding.request_id.str()},
                      {"kind", core::to_string(binding.kind)},
                      {"initiated_by", core::to_string(initiated_by)},
                      {"source_anchor", binding.source_anchor.str()},
                      {"reason", core::to_string(outcome.reason)},
                      {"event_id", core::event_id(outcome.reason, binding.kind, initiated_by)},
                      {"note", note}});
    if (outcome.reason != core::Reason::permission_missing) return;
    base::log(
        events::kPermissionMissing,
        {{"request", binding.request_id.str()}, {"object", outcome.details.object}, {"right", outcome.details.right}});
}

// A refusal is two events: the reason's own, and that the act failed. Whether an act failed whose outcome is not known,
// nobody can say.
void RequestDesk::write_events(const core::Binding& binding, core::InitiatedBy initiated_by,
                               const core::Outcome& outcome, const std::string& note) {
    const auto act = core::act_events(binding.kind, initiated_by);
    if (act.fail == 0) return;
    const EventFacts facts{.tracking_id = binding.request_id.str(),
                           .reason = std::string(core::to_string(outcome.reason)),
                           .source_anchor = binding.source_anchor.str(),
                           .details = note,
                           .object = outcome.details.object,
                           .right = outcome.details.right};
    const auto id = core::event_id(outcome.reason, binding.kind, initiated_by);
    if (id != 0) events_(id, facts);
    if (outcome.reason == core::Reason::succeeded || outcome.reason == core::Reason::outcome_unknown) return;
    if (id != act.fail) events_(act.fail, facts);
}

void RequestDesk::report(const core::Binding& binding, core::InitiatedBy initiated_by, const core::Outcome& outcome) {
    send_({.id = binding.request_id,
           .outcome = outcome,
           .event_id = core::event_id(outcome.reason, binding.kind, initiated_by),
           .at = clock_.now()});
}

}  // namespace tilbage::connect
