// Why a step of a reset session was not taken: the page's error codes (docs/protocol.md §1), as a closed list.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/result.h"

namespace tilbage::core {

enum class RefusalCode {
    user_id_missing,
    malformed,
    session_missing,
    wrong_step,
    not_found,
    request_in_progress,
    request_expired,
    code_wrong,
    code_expired,
    code_exhausted,
    number_wrong,         // not the number that is registered
    destination_refused,  // no address or number that codes may go to
    answers_refused,      // not as many as asked for, too short or long, or two alike
    sign_in_too_old,      // a change to one's methods needs a sign-in of the last minutes
    proof_needed,         // a busy address block: some work first
    kind_not_allowed,
    writeback_disabled,
    not_allowed,     // the caller has no role for it
    user_not_found,  // the person is not from a directory
    too_many_attempts,
    sign_in_failed,    // the user ID or the password, or the account is locked, or it is nobody's: never told apart
    account_disabled,  // this and the next three only to who knows the password
    account_expired,
    not_now,              // outside the person's hours
    not_here,             // the person may sign in at certain workstations only
    caller_not_verified,  // the helpdesk has to verify who calls first
    agent_unavailable,
    directory_unavailable,
    busy,  // the store, mostly; nothing was changed
};

[[nodiscard]] std::string_view to_string(RefusalCode code);

struct Refusal {
    RefusalCode code = RefusalCode::busy;
    int tries_left = 0;                   // code_wrong
    std::chrono::seconds retry_after{0};  // too_many_attempts
    std::string cause;                    // busy: English, for the log; code_wrong: one word for the audit, or none
    std::string challenge = {};           // proof_needed
    int bits = 0;                         // proof_needed
};

template <class T>
using Answer = tl::expected<T, Refusal>;

[[nodiscard]] inline tl::unexpected<Refusal> refuse(RefusalCode code) {
    return tl::unexpected<Refusal>(Refusal{code, 0, std::chrono::seconds{0}, {}});
}
[[nodiscard]] inline tl::unexpected<Refusal> refuse(Refusal refusal) {
    return tl::unexpected<Refusal>(std::move(refusal));
}
// The store failed: the step is undone and the person is asked to try again later.
[[nodiscard]] inline tl::unexpected<Refusal> refuse(const base::Error& error) {
    return tl::unexpected<Refusal>(Refusal{RefusalCode::busy, 0, std::chrono::seconds{0}, error.message});
}
[[nodiscard]] inline tl::unexpected<Refusal> refuse_until(std::chrono::seconds retry_after) {
    return tl::unexpected<Refusal>(Refusal{RefusalCode::too_many_attempts, 0, retry_after, {}});
}

}  // namespace tilbage::core
