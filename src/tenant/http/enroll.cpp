#include "tenant/http/enroll.h"

#include "tenant/http/address_block.h"
#include "tenant/http/json.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;
namespace json = boost::json;

constexpr std::size_t kMaxText = 256;

core::Answer<core::EnrolAgentCommand> read_command(const http::Request& request) {
    const auto object = read_object(request.body);
    if (!object) return core::refuse(object.error());
    const auto code = read_text(*object, "code", kMaxText);
    const auto name = read_text(*object, "name", kMaxText);
    const auto* member = object->if_contains("signing_key");
    const auto* jwk = member == nullptr ? nullptr : member->if_object();
    const auto key = jwk == nullptr ? std::nullopt : read_public_key(*jwk);
    if (!code || !name || !key) return core::refuse(core::RefusalCode::malformed);
    return core::EnrolAgentCommand{
        .code = *code, .name = *name, .signing_key = *key, .address_block = address_block(request.peer_address)};
}

http::Response refused(const core::EnrolRefusal& refusal) {
    using Code = core::EnrolRefusal::Code;
    switch (refusal.code) {
        case Code::malformed:
            return error_response(400, "malformed", "The request cannot be: " + refusal.cause + ".");
        case Code::code_wrong:
            return error_response(
                422, "code_wrong",
                "The enrolment code is unknown, has served, or is older than an hour. Make a new one with "
                "tilbage-tenant enrolment-code.");
        case Code::too_many_attempts: {
            auto response =
                error_response(429, "too_many_attempts", "Too many wrong codes from this network; try again later.",
                               {{"retryAfterSeconds", refusal.retry_after.count()}});
            response.headers.push_back({"Retry-After", std::to_string(refusal.retry_after.count())});
            return response;
        }
        case Code::busy:
            return error_response(503, "busy", "The store does not answer; nothing was changed.");
    }
    return error_response(503, "busy", "The store does not answer; nothing was changed.");
}

std::string_view reason_of(const core::EnrolRefusal& refusal) {
    using Code = core::EnrolRefusal::Code;
    switch (refusal.code) {
        case Code::malformed:
            return "malformed";
        case Code::code_wrong:
            return "code_wrong";
        case Code::too_many_attempts:
            return "too_many_attempts";
        case Code::busy:
            return "busy";
    }
    return {};
}

http::Response enrol(core::EnrolAgent& enrol_agent, const http::Request& request) {
    if (request.media_type() != "application/json")
        return error_response(415, "wrong_media_type", "The body must be application/json.");
    const auto command = read_command(request);
    if (!command)
        return error_response(400, "malformed",
                              "The body must have code, name, and a public P-256 key as signing_key.");
    const auto enrolled = enrol_agent.run(*command);
    if (!enrolled) {
        base::log(events::kEnrolmentRefused, {{"address", request.peer_address},
                                              {"request", request.id},
                                              {"reason", reason_of(enrolled.error())},
                                              {"error", enrolled.error().cause}});
        return refused(enrolled.error());
    }
    base::log(events::kAgentEnrolled,
              {{"agent", enrolled->id.str()}, {"name", command->name}, {"tenant", enrolled->tenant.domain}});
    return json_response(201, {{"agent_id", enrolled->id.str()},
                               {"tenant_id", enrolled->tenant.id.str()},
                               {"tenant", enrolled->tenant.domain}});
}

}  // namespace

void add_enrolment(http::Router& router, core::EnrolAgent& enrol_agent) {
    router.add("POST", "/connect/v1/enroll", [&enrol_agent](const http::Request& request, const http::Reply& reply) {
        reply(enrol(enrol_agent, request));
    });
}

}  // namespace tilbage::tenant
