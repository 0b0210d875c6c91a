#include "tenant/http/scim_access.h"

#include "core/identity/authenticate_agent.h"
#include "tenant/http/bearer_token.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;

// RFC 6750 §3: the error code only for who has sent a token.
http::Response not_authorised(bool had_token) {
    auto response = scim_error_response({401, {}, "An access token of an enrolled agent is needed; get a new one."});
    response.headers.push_back({"WWW-Authenticate", had_token ? "Bearer error=\"invalid_token\"" : "Bearer"});
    return response;
}

http::Response authorised(const ScimPorts& ports, const ScimCall& call, const http::Request& request) {
    const auto token = bearer_token(request.header("Authorization"));
    if (!token) return not_authorised(false);
    const auto agent = core::find_agent_by_token(ports.agents, *token, ports.clock.now());
    if (!agent) return scim_store_failed(agent.error(), request);
    if (!*agent) return not_authorised(true);
    return call(request, **agent);
}

}  // namespace

http::Handler for_agents(const ScimPorts& ports, ScimCall call) {
    return [ports, call = std::move(call)](const http::Request& request, const http::Reply& reply) {
        reply(authorised(ports, call, request));
    };
}

http::Handler for_agents_with_body(const ScimPorts& ports, ScimCall call) {
    return for_agents(ports, [call = std::move(call)](const http::Request& request, const core::Agent& agent) {
        const auto type = request.media_type();
        if (type != "application/scim+json" && type != "application/json")
            return scim_error_response({415, {}, "The body must be application/scim+json."});
        return call(request, agent);
    });
}

http::Response scim_response(unsigned status, std::string body) {
    http::Response response;
    response.status = status;
    response.headers.push_back({"Cache-Control", "no-store"});
    if (!body.empty()) response.content_type = "application/scim+json";
    response.body = std::move(body);
    return response;
}

http::Response scim_error_response(const wire::ScimProblem& problem) {
    return scim_response(problem.status, wire::encode_scim_error(problem));
}

http::Response scim_store_failed(const base::Error& error, const http::Request& request) {
    base::log(events::kStepFailed, {{"request", request.id}, {"error", error.message}});
    auto response = scim_error_response({503, {}, "The store does not answer; nothing was changed. Try again later."});
    response.headers.push_back({"Retry-After", "5"});
    return response;
}

wire::ScimProblem scim_problem_of(core::ProvisionRefusal refusal, wire::ScimResource resource) {
    using core::ProvisionRefusal;
    const bool is_user = resource == wire::ScimResource::user;
    const std::string what = is_user ? "user" : "group";
    switch (refusal) {
        case ProvisionRefusal::not_unique:
            return {409, "uniqueness",
                    is_user ? "userName or externalId is another user's in this tenant"
                            : "externalId is another group's in this tenant"};
        case ProvisionRefusal::not_found:
            return {404, {}, "no such " + what + " in this tenant"};
        case ProvisionRefusal::anchor_immutable:
            return {400, "mutability",
                    "externalId of a " + what + " from a directory stays as it is, and no other gets one; delete the " +
                        what + " and create another"};
        case ProvisionRefusal::changed_meanwhile:
            return {412, {}, "the " + what + " has another version now"};
        case ProvisionRefusal::other_directory:
            return {409,
                    {},
                    "MultipleMatches: externalId is a user's of another domain; give each object a source anchor "
                    "(mS-DS-ConsistencyGuid) of its own, or take one of them out of scope"};
        case ProvisionRefusal::hard_match_blocked:
            return {409, "uniqueness",
                    "InvalidHardMatch: externalId is a user's who is not from a directory, and the tenant does not let "
                    "a directory take such users over"};
        case ProvisionRefusal::soft_match_blocked:
            return {409, "uniqueness",
                    "InvalidSoftMatch: a user who is not from a directory has this userName or address, and the tenant "
                    "does not match such users"};
        case ProvisionRefusal::unknown_reference:
            return {400, "invalidValue",
                    is_user ? "the manager is not a user of this tenant"
                            : "a member is neither a User nor a Group of this tenant"};
        case ProvisionRefusal::malformed:
            return {400, "invalidValue", "the operation cannot be read"};
        case ProvisionRefusal::busy:
            return {503, {}, "the store does not answer"};
    }
    return {503, {}, "the store does not answer"};
}

void add_revision(http::Response& response, std::int64_t revision) {
    response.headers.push_back({"Tilbage-Revision", std::to_string(revision)});
}

}  // namespace tilbage::tenant
