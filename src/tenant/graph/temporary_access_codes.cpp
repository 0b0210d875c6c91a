// /users/{id}/temporaryAccessCodes: a code that the helpdesk gives to somebody who called.
#include "tenant/graph/resources.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

using adapters::http::Reply;
using adapters::http::Response;

core::Answer<std::chrono::minutes> read_lifetime(const std::string& body) {
    if (body.empty()) return core::kUsualAccessCode;
    const auto object = read_object(body);
    if (!object) return core::refuse(object.error());
    const auto* minutes = object->if_contains("lifetimeInMinutes");
    if (minutes == nullptr || minutes->is_null()) return core::kUsualAccessCode;
    const auto* number = minutes->if_int64();
    if (number == nullptr || *number < 0 || *number > core::kLongestAccessCode.count()) {
        return core::refuse(core::RefusalCode::malformed);
    }
    return std::chrono::minutes(*number);
}

Response refused_code(const Call& call, const core::Refusal& refusal) {
    if (refusal.code == core::RefusalCode::malformed) {
        return bad_request("lifetimeInMinutes is a whole number from 10 to 480.");
    }
    if (refusal.code == core::RefusalCode::account_disabled) {
        return problem(422, "account_disabled", "The account is disabled.");
    }
    if (refusal.code == core::RefusalCode::kind_not_allowed) {
        return problem(422, "temporary_access_code_not_allowed",
                       "By the password reset policy this person may not reset, or not with a temporary access code.");
    }
    return refused(call, refusal);
}

void issue(const Ports& ports, Call& call, const Reply& reply) {
    const auto lifetime = read_lifetime(call.request.body);
    if (!lifetime) {
        reply(refused_code(call, lifetime.error()));
        return;
    }
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    const auto issued = ports.access_codes.issue(call.principal, found->person.id, *lifetime);
    reply(issued ? json_response(
                       201, {{"temporaryAccessCode", issued->code}, {"expiresDateTime", date_time(issued->expires_at)}})
                 : refused_code(call, issued.error()));
}

void take_back(const Ports& ports, Call& call, const Reply& reply) {
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    const auto done = ports.access_codes.take_back(call.principal, found->person.id);
    if (!done) {
        reply(refused_code(call, done.error()));
        return;
    }
    Response gone;
    gone.status = 204;
    reply(gone);
}

}  // namespace

void add_temporary_access_codes(Routes& routes, const Ports& ports) {
    const auto with_ports = [&ports](auto handler) {
        return [&ports, handler](Call& call, const Reply& reply) { handler(ports, call, reply); };
    };
    const std::string path = "/beta/users/{id}/temporaryAccessCodes";
    routes.add({"POST", path, Access::writer, {}, with_ports(issue)});
    routes.add({"DELETE", path, Access::writer, {}, with_ports(take_back)});
}

}  // namespace tilbage::tenant::graph
