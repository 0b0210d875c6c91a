#include "core/sspr/verify_proof.h"

#include "core/sspr/audit_step.h"
#include "core/sspr/limits.h"
#include "core/sspr/one_time_code.h"
#include "core/sspr/step.h"

namespace tilbage::core {
namespace {

// People copy codes with spaces around and inside.
std::string without_spaces(const std::string& typed) {
    std::string digits;
    for (const char c : typed) {
        if (c != ' ' && c != '\t') digits += c;
    }
    return digits;
}

tl::unexpected<Refusal> refuse_code(int tries_left, std::string_view why = {}) {
    Refusal refusal;
    refusal.cause = why;
    refusal.code = RefusalCode::code_wrong;
    refusal.tries_left = tries_left;
    return refuse(std::move(refusal));
}

}  // namespace

Answer<SessionState> VerifyProof::run(const VerifyCommand& command) {
    const auto kind = parse_method_kind(command.method);
    if (!kind) return refuse(RefusalCode::malformed);
    auto* check = means_.methods.check(*kind);
    if (check != nullptr && check->slow()) return run_slowly(command, *kind, *check);
    return in_one_step<SessionState>(ports_.unit_of_work, [&]() -> Answer<SessionState> {
        auto attempt = begin(command, *kind);
        if (!attempt) return refuse(attempt.error());
        const auto judged = judge(*attempt, *kind, command.proof);
        return end(std::move(attempt->in_force), *kind, judged);
    });
}

// Counted and committed first; judged while no transaction is open; the session must still be the same afterwards.
Answer<SessionState> VerifyProof::run_slowly(const VerifyCommand& command, MethodKind kind, ProofCheck& check) {
    const auto attempt = in_one_step<Attempt>(ports_.unit_of_work, [&] { return begin(command, kind); });
    if (!attempt) return refuse(attempt.error());
    const auto judged = judge_proof(*attempt, check, command.proof);
    return in_one_step<SessionState>(ports_.unit_of_work, [&]() -> Answer<SessionState> {
        auto in_force = desk_.open(command.session_token);
        if (!in_force) return refuse(in_force.error());
        if (in_force->session.version != attempt->in_force.session.version) return refuse(RefusalCode::wrong_step);
        return end(std::move(*in_force), kind, judged);
    });
}

Answer<VerifyProof::Attempt> VerifyProof::begin(const VerifyCommand& command, MethodKind kind) {
    auto in_force = desk_.open(command.session_token);
    if (!in_force) return refuse(in_force.error());
    if (const auto may = may_prove(in_force->session, kind, in_force->rules); !may) return refuse(may.error());
    const auto verdict =
        ports_.attempts.count(limits::wrong_proofs(kind), in_force->session.counting_key, ports_.clock.now());
    if (!verdict) return refuse(verdict.error());
    if (!verdict->allowed) return refuse_until(verdict->retry_after);
    Attempt attempt{.in_force = std::move(*in_force), .asked = {}, .left = verdict->left};
    attempt.asked = attempt.in_force.session;
    if (const auto used = use_up(attempt, kind); !used) return refuse(used.error());
    return attempt;
}

Answer<void> VerifyProof::use_up(Attempt& attempt, MethodKind kind) {
    if (kind == MethodKind::passkey) {
        auto challenge = ports_.sessions.take_challenge(attempt.asked.token);
        if (!challenge) return refuse(challenge.error());
        if (!*challenge) return refuse(RefusalCode::wrong_step);
        if ((*challenge)->expires_at <= ports_.clock.now()) return refuse(RefusalCode::code_expired);
        attempt.challenge = std::move((*challenge)->bytes);
    }
    if (kind != MethodKind::security_questions) return {};
    // A set is answered once, right or wrong.
    if (attempt.asked.questions.empty()) return refuse(RefusalCode::wrong_step);
    auto without = attempt.asked;
    without.questions.clear();
    auto kept = desk_.keep(std::move(attempt.in_force), std::move(without));
    if (!kept) return refuse(kept.error());
    attempt.in_force = std::move(*kept);
    return {};
}

Answer<std::string> VerifyProof::judge(const Attempt& attempt, MethodKind kind, const Proof& proof) {
    if (sends_code(kind)) return judge_code(attempt, kind, without_spaces(proof.code));
    auto* check = means_.methods.check(kind);
    if (check == nullptr) return refuse(RefusalCode::malformed);
    return judge_proof(attempt, *check, proof);
}

// The try is taken off before the code is looked at.
Answer<std::string> VerifyProof::judge_code(const Attempt& attempt, MethodKind kind, const std::string& typed) {
    const auto& session = attempt.asked;
    const auto before = ports_.sessions.take_try(session.token, kind);
    if (!before) return refuse(before.error());
    if (!*before) return refuse(RefusalCode::wrong_step);
    const auto& stored = **before;
    const bool right = matches(stored, means_.key, session.token, typed);
    if (stored.tries_left <= 0) return refuse(RefusalCode::code_exhausted);
    if (stored.expires_at <= ports_.clock.now()) return refuse(RefusalCode::code_expired);
    if (!right) return refuse_code(stored.tries_left - 1);
    return std::string();
}

Answer<std::string> VerifyProof::judge_proof(const Attempt& attempt, ProofCheck& check, const Proof& proof) {
    const auto* method = attempt.in_force.usable_of(check.kind());
    const auto verdict = check.check({attempt.asked, method, proof, ports_.clock.now(), attempt.challenge});
    if (!verdict) return refuse(verdict.error());
    if (!verdict->right || method == nullptr) return refuse_code(attempt.left, verdict->why);
    return verdict->served;
}

Answer<SessionState> VerifyProof::end(SessionInForce in_force, MethodKind kind, const Answer<std::string>& judged) {
    const auto result = judged ? std::string_view("succeeded") : to_string(judged.error().code);
    auto record = session_record(in_force.session, "reset.verify", result, ports_.clock.now());
    record.details = R"({"method":")" + std::string(to_string(kind)) + R"(")";
    if (result == "code_wrong" && !judged.error().cause.empty())
        record.details += R"(,"why":")" + judged.error().cause + R"(")";
    record.details += "}";
    if (const auto written = ports_.audit.append(record); !written) return refuse(written.error());
    if (!judged) return refuse(judged.error());
    return pass(std::move(in_force), kind, *judged);
}

Answer<SessionState> VerifyProof::pass(SessionInForce in_force, MethodKind kind, const std::string& served) {
    if (!in_force.person) return refuse(RefusalCode::session_missing);
    auto next = with_proven(in_force.session, kind, in_force.rules);
    if (!next) return refuse(next.error());
    const auto* method = in_force.usable_of(kind);
    if (method != nullptr && !method->registered.empty()) {
        const auto& oldest = method->registered.front();
        const auto noted =
            ports_.methods.set_used(oldest.tenant_id, served.empty() ? oldest.id : served, ports_.clock.now());
        if (!noted) return refuse(noted.error());
    }
    const auto kept = desk_.keep(std::move(in_force), std::move(*next));
    if (!kept) return refuse(kept.error());
    const auto removed = ports_.sessions.remove_code(kept->session.token);
    if (!removed) return refuse(removed.error());
    // Who has the mailbox or the app does not guess: the tries so far were their own.
    const auto cleared = ports_.attempts.clear(limits::wrong_proofs(kind), kept->session.counting_key);
    if (!cleared) return refuse(cleared.error());
    return state_of(*kept);
}

}  // namespace tilbage::core
