#include "tenant/http/refusal_response.h"

#include "tenant/http/json.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

using core::RefusalCode;

struct Row {
    unsigned status;
    std::string_view message;
};

Row row_of(RefusalCode code) {
    switch (code) {
        case RefusalCode::user_id_missing:
            return {400, "The user ID is empty."};
        case RefusalCode::malformed:
            return {400, "The body is not what this call takes."};
        case RefusalCode::session_missing:
            return {401, "There is no reset session, or it has ended."};
        case RefusalCode::wrong_step:
            return {403, "This step comes after another that was not taken."};
        case RefusalCode::not_found:
            return {404, "There is no such thing here."};
        case RefusalCode::request_in_progress:
            return {409, "The ticket was used, or another request is under way."};
        case RefusalCode::request_expired:
            return {410, "The ticket is too old, or there is a newer one."};
        case RefusalCode::code_wrong:
            return {422, "The code is wrong."};
        case RefusalCode::code_expired:
            return {422, "The code is too old; send a new one."};
        case RefusalCode::code_exhausted:
            return {422, "The code was tried too often; send a new one."};
        case RefusalCode::number_wrong:
            return {422, "This is not the number that is registered."};
        case RefusalCode::destination_refused:
            return {422, "Codes cannot go to this address or number."};
        case RefusalCode::answers_refused:
            return {422, "The answers are too few, too short, too long, or alike."};
        case RefusalCode::sign_in_too_old:
            return {403, "This needs a sign-in of the last ten minutes."};
        case RefusalCode::proof_needed:
            return {428, "Many sessions came from this network; some work first."};
        case RefusalCode::kind_not_allowed:
            return {422, "The operator does not allow this."};
        case RefusalCode::writeback_disabled:
            return {403, "Writing passwords back to the directory is switched off."};
        case RefusalCode::not_allowed:
            return {403, "This needs another role."};
        case RefusalCode::user_not_found:
            return {422, "The person is not from a directory."};
        case RefusalCode::too_many_attempts:
            return {429, "Too many attempts; try again later."};
        case RefusalCode::sign_in_failed:
            return {401, "The user ID or the password is wrong, or the account is locked."};
        case RefusalCode::account_disabled:
            return {403, "The account is disabled."};
        case RefusalCode::account_expired:
            return {403, "The account has expired."};
        case RefusalCode::not_now:
            return {403, "The person may not sign in at this hour."};
        case RefusalCode::not_here:
            return {403, "The person may sign in at certain workstations only."};
        case RefusalCode::caller_not_verified:
            return {422, "Verify who calls first."};
        case RefusalCode::agent_unavailable:
            return {503, "No agent is connected; nothing was changed."};
        case RefusalCode::directory_unavailable:
            return {503, "The directory does not answer; nothing was changed."};
        case RefusalCode::busy:
            return {503, "Something failed here; nothing was changed."};
    }
    return {503, "Something failed here; nothing was changed."};
}

}  // namespace

adapters::http::Response refusal_response(const core::Refusal& refusal, std::string_view request_id) {
    if (!refusal.cause.empty()) base::log(events::kStepFailed, {{"request", request_id}, {"error", refusal.cause}});
    boost::json::object details;
    if (refusal.code == RefusalCode::code_wrong) details["triesLeft"] = refusal.tries_left;
    if (refusal.code == RefusalCode::proof_needed) {
        details["challenge"] = refusal.challenge;
        details["bits"] = refusal.bits;
    }
    if (refusal.code == RefusalCode::too_many_attempts) details["retryAfterSeconds"] = refusal.retry_after.count();
    const auto row = row_of(refusal.code);
    auto response = error_response(row.status, core::to_string(refusal.code), row.message, details);
    if (refusal.code == RefusalCode::too_many_attempts) {
        response.headers.push_back({"Retry-After", std::to_string(refusal.retry_after.count())});
    }
    return response;
}

}  // namespace tilbage::tenant
