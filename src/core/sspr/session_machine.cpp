#include "core/sspr/session_machine.h"

#include <algorithm>

namespace tilbage::core {
namespace {

bool is_proven(const ResetSession& session, MethodKind kind) {
    return std::ranges::find(session.proven, kind) != session.proven.end();
}

bool is_open(const ResetSession& session) {
    return session.step == SessionStep::identified || session.step == SessionStep::verified;
}

bool is_allowed(Kind intent, const SessionRules& rules) {
    return intent == Kind::reset || (intent == Kind::unlock && rules.unlock_allowed);
}

}  // namespace

std::string_view to_string(ResetStep step) {
    switch (step) {
        case ResetStep::intent:
            return "intent";
        case ResetStep::verification:
            return "verification";
        case ResetStep::password:
            return "password";
        case ResetStep::unlock:
            return "unlock";
        case ResetStep::done:
            return "done";
    }
    return {};
}

int proven_count(const ResetSession& session, const SessionRules& rules) {
    return static_cast<int>(
        std::ranges::count_if(session.proven, [&](MethodKind kind) { return rules.allowed.contains(kind); }));
}

bool enough_proven(const ResetSession& session, const SessionRules& rules) {
    return session.intent && proven_count(session, rules) >= std::max(rules.methods_required, 1);
}

ResetStep step_of(const ResetSession& session, const SessionRules& rules) {
    if (session.step == SessionStep::ended) return ResetStep::done;
    if (!session.intent) return ResetStep::intent;
    if (!enough_proven(session, rules)) return ResetStep::verification;
    return *session.intent == Kind::unlock ? ResetStep::unlock : ResetStep::password;
}

ResetSession settled(ResetSession session, const SessionRules& rules) {
    if (!is_open(session)) return session;
    session.step = enough_proven(session, rules) ? SessionStep::verified : SessionStep::identified;
    return session;
}

Answer<ResetSession> with_intent(ResetSession session, Kind intent, const SessionRules& rules) {
    if (session.step != SessionStep::identified || !session.proven.empty()) return refuse(RefusalCode::wrong_step);
    if (!is_allowed(intent, rules)) return refuse(RefusalCode::kind_not_allowed);
    session.intent = intent;
    return session;
}

Answer<void> may_prove(const ResetSession& session, MethodKind kind, const SessionRules& rules) {
    if (!rules.allowed.contains(kind) || !rules.carried_out.contains(kind)) return refuse(RefusalCode::malformed);
    const bool waits = is_open(session) && session.intent && !enough_proven(session, rules);
    if (!waits || is_proven(session, kind)) return refuse(RefusalCode::wrong_step);
    return {};
}

Answer<ResetSession> with_proven(ResetSession session, MethodKind kind, const SessionRules& rules) {
    if (const auto may = may_prove(session, kind, rules); !may) return refuse(may.error());
    session.proven.push_back(kind);
    session.questions.clear();
    return settled(std::move(session), rules);
}

Answer<void> may_write(const ResetSession& session, Kind kind, const SessionRules& rules) {
    if (session.step == SessionStep::submitting) return refuse(RefusalCode::request_in_progress);
    if (session.step == SessionStep::ended) return refuse(RefusalCode::session_missing);
    if (!enough_proven(session, rules)) return refuse(RefusalCode::wrong_step);
    if (session.intent != kind || !is_allowed(kind, rules)) return refuse(RefusalCode::kind_not_allowed);
    return {};
}

}  // namespace tilbage::core
