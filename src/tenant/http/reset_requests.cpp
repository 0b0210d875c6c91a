#include "tenant/http/reset_requests.h"

#include <boost/json/array.hpp>
#include <charconv>

#include "core/sspr/limits.h"
#include "tenant/http/guarded_call.h"
#include "tenant/http/json.h"
#include "tenant/http/outcome_json.h"
#include "tenant/http/refusal_response.h"
#include "tenant/http/session_cookie.h"

namespace tilbage::tenant {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using adapters::http::Request;

constexpr std::size_t kLongestKind = 16;
constexpr std::size_t kLongestKid = 64;

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

json::object to_json(const core::Ticket& ticket) {
    json::array recipients;
    for (const auto& key : ticket.recipients) {
        const json::object jwk{{"kty", "EC"}, {"crv", "P-256"}, {"x", key.jwk.x}, {"y", key.jwk.y}};
        recipients.push_back(json::object{{"kid", key.kid}, {"jwk", jwk}});
    }
    const auto& binding = ticket.binding;
    return {{"requestId", binding.request_id.str()},
            {"tenantId", binding.tenant_id.str()},
            {"sourceAnchor", binding.source_anchor.str()},
            {"kind", core::to_string(binding.kind)},
            {"iat", binding.issued_at},
            {"exp", binding.expires_at},
            {"recipients", std::move(recipients)}};
}

core::Answer<std::vector<core::SealedFor>> read_sealed(const std::string& text) {
    const auto body = read_object(text);
    if (!body) return core::refuse(body.error());
    std::vector<core::SealedFor> sealed;
    const auto* member = body->if_contains("sealed");
    if (member == nullptr) return sealed;
    if (!member->is_array() || member->get_array().size() > core::limits::kMaxRecipients) {
        return core::refuse(core::RefusalCode::malformed);
    }
    for (const auto& entry : member->get_array()) {
        if (!entry.is_object()) return core::refuse(core::RefusalCode::malformed);
        auto kid = read_text(entry.get_object(), "kid", kLongestKid);
        if (!kid) return core::refuse(kid.error());
        auto jwe = read_text(entry.get_object(), "jwe", core::kMaxJweBytes);
        if (!jwe) return core::refuse(jwe.error());
        sealed.push_back({std::move(*kid), std::move(*jwe)});
    }
    return sealed;
}

// Whole seconds; what is no number waits for nothing.
std::chrono::seconds read_wait(const Request& request) {
    const auto text = request.query_value("wait").value_or("0");
    int seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    const bool whole = error == std::errc{} && end == text.data() + text.size() && seconds > 0;
    return std::chrono::seconds(whole ? seconds : 0);
}

void answer(const Reply& reply, const core::Answer<core::RequestProgress>& progress, const std::string& request_id) {
    if (!progress) {
        reply(refusal_response(progress.error(), request_id));
        return;
    }
    json::object body;
    body["outcome"] = progress->outcome ? json::value(outcome_json(*progress)) : json::value(nullptr);
    reply(json_response(200, body));
}

}  // namespace

void add_reset_tickets(adapters::http::Router& router, const std::string& origin, core::IssueTicket& issue_ticket) {
    router.add("POST", "/reset/v1/session/requests",
               guarded_post(origin, [&issue_ticket](const Request& request, const Reply& reply) {
                   const auto kind = read_kind(request);
                   if (!kind) {
                       reply(refusal_response(kind.error(), request.id));
                       return;
                   }
                   issue_ticket.run(
                       session_token_of(request), *kind,
                       [reply, id = request.id](const core::Answer<core::Ticket>& ticket) {
                           reply(ticket ? json_response(201, to_json(*ticket)) : refusal_response(ticket.error(), id));
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
                         read_wait(request),
                         [reply, id = request.id](const auto& progress) { answer(reply, progress, id); });
    });
}

}  // namespace tilbage::tenant
