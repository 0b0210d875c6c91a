#include "core/writeback/outcome_record.h"

#include <fmt/format.h>

#include "core/audit/details.h"

namespace tilbage::core {
namespace {

// What administrators did bears the names that they know from the Microsoft product's audit log.
std::string_view administrators_action(Kind kind) {
    return kind == Kind::unlock ? "Unlock user account (by admin)" : "Reset password (by admin)";
}

std::string_view action_of(Kind kind) {
    switch (kind) {
        case Kind::reset:
            return "password.reset";
        case Kind::change:
            return "password.change";
        case Kind::unlock:
            return "account.unlock";
        case Kind::describe:
            return "account.describe";
        case Kind::validate:
            return "account.sign_in";
    }
    return "password.reset";
}

std::string details_of(const StoredRequest& request, const Outcome& outcome, const std::string& agent) {
    auto text = fmt::format(R"({{"event_id":{})", event_id(outcome.reason, request.binding.kind, request.initiated_by));
    if (!agent.empty()) text += R"(,"agent":)" + quoted(agent);
    if (request.initiated_by == InitiatedBy::administrator) {
        text += fmt::format(R"(,"OnPremisesAgent":"{}","must_change":{})", agent.empty() ? "None" : "Tilbage Connect",
                            request.must_change);
    }
    if (request.outcome) text += R"(,"late":true)";
    if (!outcome.details.object.empty()) text += R"(,"object":)" + quoted(outcome.details.object);
    if (!outcome.details.right.empty()) text += R"(,"right":)" + quoted(outcome.details.right);
    return text + '}';
}

}  // namespace

AuditRecord outcome_record(const StoredRequest& request, const Outcome& outcome, const std::string& agent,
                           base::TimePoint now) {
    AuditRecord record;
    record.tenant_id = request.binding.tenant_id;
    record.at = now;
    const bool by_administrator = request.initiated_by == InitiatedBy::administrator;
    record.target = "person:" + request.person_id.str();
    record.actor = by_administrator ? "administrator:" + request.administrator_id : record.target;
    record.action = by_administrator ? administrators_action(request.binding.kind) : action_of(request.binding.kind);
    record.result = to_string(outcome.reason);
    record.correlation_id = request.binding.request_id.str();
    record.details = details_of(request, outcome, agent);
    return record;
}

}  // namespace tilbage::core
