#include "tenant/http/reset_requests.h"

#include "tenant/http/guarded_call.h"
#include "tenant/http/json.h"
#include "tenant/http/outcome_json.h"
#include "tenant/http/refusal_response.h"
#include "tenant/http/session_cookie.h"
#include "tenant/http/ticket_json.h"

namespace tilbage::tenant {
namespace {

using adapters::http::Reply;
using adapters::http::Request;

constexpr std::size_t kLongestKind = 16;

core::Answer<core::Kind> read_kind(const Request& request) {
    const auto body = read_object(request.body);
    if (!body) return core::refuse(body.error());
    const auto text = read_text(*body, "kind", kLongestKind);
    if (!text) return core::refuse(text.error());
    const auto kind = core::parse_kind(*text);
    if (!kind || (*kind != core::Kind::reset && *kind != core::Kind::unlock)) {
        return core::refuse(core::RefusalCode::malformed);
    }
    return *kind;
}

void answer(const Reply& reply, const core::Answer<core::RequestProgress>& progress, const std::string& request_id) {
    if (!progress) {
        reply(refusal_response(progress.error(), request_id));
        return;
    }
    reply(json_response(200, progress_json(*progress)));
}

}  // namespace

void add_reset_tickets(adapters::http::Router& router, const std::string& origin, core::IssueTicket& issue_ticket) {
    router.add(
        "POST", "/reset/v1/session/requests",
        guarded_post(origin, [&issue_ticket](const Request& request, const Reply& reply) {
            const auto kind = read_kind(request);
            if (!kind) {
                reply(refusal_response(kind.error(), request.id));
                return;
            }
            issue_ticket.run(
                session_token_of(request), *kind, [reply, id = request.id](const core::Answer<core::Ticket>& ticket) {
                    reply(ticket ? json_response(201, ticket_json(*ticket)) : refusal_response(ticket.error(), id));
                });
        }));
}

void add_reset_submission(adapters::http::Router& router, const std::string& origin,
                          core::SubmitSealed& submit_sealed) {
    router.add(
        "POST", "/reset/v1/session/requests/{id}",
        guarded_post(origin, [&submit_sealed](const Request& request, const Reply& reply) {
            auto sealed = read_sealed(request.body);
            if (!sealed) {
                reply(refusal_response(sealed.error(), request.id));
                return;
            }
            core::SubmitCommand command{session_token_of(request),
                                        core::RequestId(std::string(request.path_value("id"))), std::move(*sealed)};
            submit_sealed.run(command, [reply, id = request.id](const auto& progress) { answer(reply, progress, id); });
        }));
}

void add_reset_outcome(adapters::http::Router& router, core::ReadOutcome& read_outcome) {
    router.add("GET", "/reset/v1/session/requests/{id}", [&read_outcome](const Request& request, const Reply& reply) {
        read_outcome.run(session_token_of(request), core::RequestId(std::string(request.path_value("id"))),
                         read_wait(request.query_value("wait")),
                         [reply, id = request.id](const auto& progress) { answer(reply, progress, id); });
    });
}

}  // namespace tilbage::tenant
