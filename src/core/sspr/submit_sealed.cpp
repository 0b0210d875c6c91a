#include "core/sspr/submit_sealed.h"

#include <algorithm>
#include <set>

#include "core/sspr/limits.h"
#include "core/sspr/session_token.h"
#include "core/sspr/step.h"
#include "crypto/jwe.h"

namespace tilbage::core {
namespace {

constexpr base::Millis kWaitMargin{1'000};

}  // namespace

bool well_formed(Kind kind, const std::vector<SealedFor>& sealed) {
    if (!has_password(kind)) return sealed.empty();
    if (sealed.empty() || sealed.size() > limits::kMaxRecipients) return false;
    std::set<std::string_view> kids;
    return std::ranges::all_of(sealed, [&](const SealedFor& one) {
        if (one.jwe.size() > kMaxJweBytes || !kids.insert(one.kid).second) return false;
        const auto kid = crypto::kid_of_jwe(one.jwe);
        return kid && *kid == one.kid;
    });
}

void SubmitSealed::run(const SubmitCommand& command, Done done) {
    std::optional<RequestBroker::Departure> departure;
    const auto accepted = in_one_step<StoredRequest>(ports_.unit_of_work, [&]() -> Answer<StoredRequest> {
        auto request = accept(command);
        if (!request) return request;
        auto prepared = broker_.prepare(*request);
        if (!prepared) return refuse(prepared.error());
        departure = std::move(*prepared);
        return request;
    });
    if (!accepted) {
        if (departure) broker_.forget(departure->id);
        return done(refuse(accepted.error()));
    }
    const auto id = accepted->binding.request_id;
    const auto kind = accepted->binding.kind;
    waiters_.wait(id, settings_.deadline + kOutcomeGrace + kWaitMargin,
                  [id, kind, done = std::move(done)](std::optional<Outcome> outcome) {
                      done(RequestProgress{id, kind, std::move(outcome)});
                  });
    broker_.depart(std::move(*departure));
}

Answer<StoredRequest> SubmitSealed::accept(const SubmitCommand& command) {
    const auto now = ports_.clock.now();
    const auto session = any_session(ports_.sessions, command.session_token, now);
    if (!session) return refuse(session.error());
    if (session->step == SessionStep::identified) return refuse(RefusalCode::wrong_step);
    auto request = find_request(*session, command.request_id);
    if (!request) return request;
    // First, and for an ended session as well: a page that lost its connection sends again, and is told to ask for the
    // outcome.
    if (request->state != RequestState::issued) return refuse(RefusalCode::request_in_progress);
    if (session->step == SessionStep::ended) return refuse(RefusalCode::session_missing);
    if (const auto may = may_go_on(command.session_token, request->binding.kind); !may) return refuse(may.error());
    if (session->request_id != command.request_id) return refuse(RefusalCode::request_expired);
    if (base::to_seconds(now) >= request->binding.expires_at) return refuse(RefusalCode::request_expired);
    if (!well_formed(request->binding.kind, command.sealed)) return refuse(RefusalCode::malformed);

    // Looked at before the ticket is taken, counted after: of many at once only the one that takes it counts.
    const auto verdict = ports_.attempts.peek(limits::writes(), session->counting_key, now);
    if (!verdict) return refuse(verdict.error());
    if (!verdict->allowed) return refuse_until(verdict->retry_after);
    const auto claimed = ports_.sessions.claim_ticket(session->token, command.request_id);
    if (!claimed) return refuse(claimed.error());
    if (!*claimed) return refuse(RefusalCode::request_in_progress);
    const auto counted = ports_.attempts.count(limits::writes(), session->counting_key, now);
    if (!counted) return refuse(counted.error());

    request->deadline = now + settings_.deadline;
    request->sealed = command.sealed;
    request->state = RequestState::accepted;
    const auto accepted = ports_.requests.accept(command.request_id, request->deadline, command.sealed);
    if (!accepted) return refuse(accepted.error());
    if (!*accepted) return refuse(RefusalCode::request_in_progress);
    return request;
}

// The policy may have changed since the ticket, and so may the person.
Answer<void> SubmitSealed::may_go_on(const std::string& session_token, Kind kind) {
    const auto in_force = desk_.open(session_token);
    if (!in_force) return refuse(in_force.error());
    if (!in_force->person) return refuse(RefusalCode::session_missing);
    return may_write(in_force->session, kind, in_force->rules);
}

// A request of somebody else does not exist for this session.
Answer<StoredRequest> SubmitSealed::find_request(const ResetSession& session, const RequestId& id) {
    auto found = ports_.requests.find(id);
    if (!found) return refuse(found.error());
    if (!*found || (*found)->person_id != session.person_id) return refuse(RefusalCode::not_found);
    return std::move(**found);
}

}  // namespace tilbage::core
