// A way to prove who one is by something that the tenant does not send: a code from an app or from paper, answers, a
// passkey. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/methods/usable_methods.h"
#include "core/ports/reset_session_store.h"

namespace tilbage::core {

struct TypedAnswer {
    std::string question_id;
    std::string answer;  // as typed
};

// What a page sends; each kind looks at its own member.
struct Proof {
    std::string code;
    std::vector<TypedAnswer> answers;
    std::string assertion;  // WebAuthn's, as JSON
};

struct ProofRequest {
    const ResetSession& session;  // its questions are those that were asked
    const UsableMethod* method;   // null: somebody who has none, or nobody; the same work, and never right
    const Proof& proof;
    base::TimePoint now;
    base::Bytes challenge = {};  // of a passkey: it has been taken out, and serves this once
};

struct ProofVerdict {
    bool right = false;
    std::string served;    // which of the registered methods was right; empty: the oldest
    std::string_view why;  // what was wrong, for the audit; may be empty
};

class ProofCheck {
public:
    virtual ~ProofCheck() = default;
    [[nodiscard]] virtual MethodKind kind() const = 0;
    // Right: and what serves once has served. Counted by the caller before.
    [[nodiscard]] virtual base::Result<ProofVerdict> check(const ProofRequest& request) = 0;
    // Takes tenths of a second: called outside of any transaction.
    [[nodiscard]] virtual bool slow() const { return false; }
};

}  // namespace tilbage::core
