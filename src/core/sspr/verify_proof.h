// "The code was 123456", "my answers are …": proves one method, and when that was the last one, tells the page whose
// account it is.
#pragma once

#include <string>

#include "core/sspr/session_in_force.h"

namespace tilbage::core {

struct VerifyCommand {
    std::string session_token;
    std::string method;
    Proof proof;
};

class VerifyProof {
public:
    VerifyProof(ResetPorts ports, ResetMeans means) : ports_(ports), means_(means), desk_(ports, means) {}
    // Refusals: session_missing, malformed (no such method), wrong_step (no code was sent, no question asked, no
    // passkey's challenge given, or proven already), code_wrong, code_expired, code_exhausted, too_many_attempts,
    // writeback_disabled, busy.
    [[nodiscard]] Answer<SessionState> run(const VerifyCommand& command);

private:
    struct Attempt {
        SessionInForce in_force;
        ResetSession asked;  // as it was before its questions were taken away
        int left = 0;        // further tries of this person by this kind
        base::Bytes challenge = {};
    };
    [[nodiscard]] Answer<SessionState> run_slowly(const VerifyCommand& command, MethodKind kind, ProofCheck& check);
    [[nodiscard]] Answer<Attempt> begin(const VerifyCommand& command, MethodKind kind);
    // What is taken out before it is looked at: the questions that were asked, a passkey's challenge.
    [[nodiscard]] Answer<void> use_up(Attempt& attempt, MethodKind kind);
    // The id of the registered method that served; empty: the oldest.
    [[nodiscard]] Answer<std::string> judge(const Attempt& attempt, MethodKind kind, const Proof& proof);
    [[nodiscard]] Answer<std::string> judge_code(const Attempt& attempt, MethodKind kind, const std::string& typed);
    [[nodiscard]] Answer<std::string> judge_proof(const Attempt& attempt, ProofCheck& check, const Proof& proof);
    [[nodiscard]] Answer<SessionState> end(SessionInForce in_force, MethodKind kind, const Answer<std::string>& judged);
    [[nodiscard]] Answer<SessionState> pass(SessionInForce in_force, MethodKind kind, const std::string& served);

    ResetPorts ports_;
    ResetMeans means_;
    SessionDesk desk_;
};

}  // namespace tilbage::core
