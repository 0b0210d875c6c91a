// Reset sessions and their one-time codes. The compare-and-set calls are atomic: under any number of parallel requests
// one wins. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/encoding.h"
#include "base/result.h"
#include "core/identity/ids.h"
#include "core/methods/method_kind.h"
#include "core/writeback/kind.h"
#include "crypto/hash.h"

namespace tilbage::core {

// identified (intent, then one method after the other) → verified → (a ticket) submitting → verified again after a
// refusal, or ended. Which step the page is at follows from it and the policy: core/sspr/session_machine.h.
enum class SessionStep { identified, verified, submitting, ended };

struct ResetSession {
    crypto::Digest token{};  // SHA-256 of the cookie
    TenantId tenant_id;
    std::optional<PersonId> person_id;  // empty: a decoy for somebody who does not exist or may not reset
    std::string counting_key;           // what all attempts of this person are counted under
    std::string locale;
    SessionStep step = SessionStep::identified;
    base::TimePoint expires_at;
    std::optional<RequestId> request_id;  // the ticket of the moment, or the last one
    std::optional<Kind> intent;           // reset or unlock; empty: not said yet
    std::vector<MethodKind> proven;       // in this order, each once
    std::vector<std::string> questions;   // drawn, and waiting for their answers
    std::int64_t version = 0;             // one more at every save()
};

struct SessionCode {
    MethodKind kind = MethodKind::email;  // what it was sent by, and the only thing that it proves
    crypto::Digest code{};                // HMAC of the code; random for a decoy
    int tries_left = 0;
    base::TimePoint expires_at;
};

// What a passkey is to sign.
struct SessionChallenge {
    base::Bytes bytes;
    base::TimePoint expires_at;
};

class ResetSessionStore {
public:
    virtual ~ResetSessionStore() = default;
    virtual base::Result<void> add(const ResetSession& session) = 0;
    // Not when expired. An ended one is found until then, so that whoever waits for an outcome can still read it; its
    // step says so.
    virtual base::Result<std::optional<ResetSession>> find(const crypto::Digest& token, base::TimePoint now) = 0;
    // Step (identified or verified), intent, proven methods and questions, if the stored version is still the session's
    // and the stored step one of these two. false: somebody was first.
    virtual base::Result<bool> save(const ResetSession& session) = 0;
    // Replaces the older code, whatever that was sent by.
    virtual base::Result<void> put_code(const crypto::Digest& token, const SessionCode& code) = 0;
    // Takes one try off and gives what was there before; nothing when no code was sent by this kind. Atomic: five
    // parallel wrong codes use five tries.
    virtual base::Result<std::optional<SessionCode>> take_try(const crypto::Digest& token, MethodKind kind) = 0;
    // And the challenge.
    virtual base::Result<void> remove_code(const crypto::Digest& token) = 0;
    // Replaces the older one.
    virtual base::Result<void> put_challenge(const crypto::Digest& token, const SessionChallenge& challenge) = 0;
    // Takes it out: it serves once, right or wrong. Nothing: none was asked with. Atomic.
    virtual base::Result<std::optional<SessionChallenge>> take_challenge(const crypto::Digest& token) = 0;
    // Sets the ticket while the step is verified. false: another one is in flight.
    virtual base::Result<bool> set_ticket(const crypto::Digest& token, const RequestId& request) = 0;
    // verified → submitting, if `request` is still the ticket. false: used, superseded, or in flight.
    virtual base::Result<bool> claim_ticket(const crypto::Digest& token, const RequestId& request) = 0;
    // submitting → verified (`again`) or ended, for the session that holds `request`. After a success all of the
    // person's sessions end (person_sessions.h).
    virtual base::Result<void> close_ticket(const RequestId& request, bool again) = 0;
    virtual base::Result<void> purge(base::TimePoint now) = 0;
};

}  // namespace tilbage::core
