#include "tenant/http/reset_verification.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "tenant/http/json.h"
#include "tenant/http/question_json.h"
#include "tenant/http/refusal_response.h"
#include "tenant/http/reset_state_json.h"
#include "tenant/http/session_cookie.h"

namespace tilbage::tenant {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using adapters::http::Request;

constexpr std::size_t kLongestMethod = 32;
constexpr std::size_t kLongestCode = 64;

constexpr std::size_t kLongestNumber = 64;
constexpr std::size_t kLongestAssertion = std::size_t{16} * 1024;

core::Answer<core::SentCode> send(core::SendCode& send_code, const Request& request) {
    const auto body = read_object(request.body);
    if (!body) return core::refuse(body.error());
    auto method = read_text(*body, "method", kLongestMethod);
    if (!method) return core::refuse(method.error());
    auto number = read_optional_text(*body, "number", kLongestNumber);
    if (!number) return core::refuse(number.error());
    return send_code.run({session_token_of(request), std::move(*method), std::move(*number)});
}

// Which member is needed follows from the method.
core::Answer<core::Proof> read_proof(const json::object& body, core::MethodKind kind) {
    core::Proof proof;
    if (kind == core::MethodKind::security_questions) {
        auto answers = read_answers(body);
        if (!answers) return core::refuse(answers.error());
        proof.answers = std::move(*answers);
    } else if (kind == core::MethodKind::passkey) {
        const auto* assertion = body.if_contains("assertion");
        if (assertion == nullptr || !assertion->is_object()) return core::refuse(core::RefusalCode::malformed);
        proof.assertion = json::serialize(*assertion);
        if (proof.assertion.size() > kLongestAssertion) return core::refuse(core::RefusalCode::malformed);
    } else {
        auto code = read_text(body, "code", kLongestCode);
        if (!code) return core::refuse(code.error());
        proof.code = std::move(*code);
    }
    return proof;
}

core::Answer<core::SessionState> verify(core::VerifyProof& verify_proof, const Request& request) {
    const auto body = read_object(request.body);
    if (!body) return core::refuse(body.error());
    auto method = read_text(*body, "method", kLongestMethod);
    if (!method) return core::refuse(method.error());
    const auto kind = core::parse_method_kind(*method);
    if (!kind) return core::refuse(core::RefusalCode::malformed);
    auto proof = read_proof(*body, *kind);
    if (!proof) return core::refuse(proof.error());
    return verify_proof.run({session_token_of(request), std::move(*method), std::move(*proof)});
}

}  // namespace

void add_reset_codes(const PacedRoutes& routes, core::SendCode& send_code, std::function<void()> code_queued) {
    routes.post("/reset/v1/session/codes",
                [&send_code, code_queued = std::move(code_queued)](const Request& request, const Reply& reply) {
                    const auto sent = send(send_code, request);
                    if (sent) code_queued();
                    reply(sent ? json_response(202, {{"expiresAt", base::to_millis(sent->expires_at)},
                                                     {"resendAfterSeconds", sent->resend_after.count()}})
                               : refusal_response(sent.error(), request.id));
                });
}

void add_reset_questions(const PacedRoutes& routes, core::AskQuestions& ask_questions) {
    routes.post("/reset/v1/session/questions", [&ask_questions](const Request& request, const Reply& reply) {
        const auto asked = ask_questions.run(session_token_of(request));
        reply(asked ? json_response(200, {{"questions", questions_json(*asked)}})
                    : refusal_response(asked.error(), request.id));
    });
}

void add_reset_passkey(const PacedRoutes& routes, core::AskPasskey* ask_passkey) {
    if (ask_passkey == nullptr) return;
    routes.post("/reset/v1/session/passkey", [ask_passkey](const Request& request, const Reply& reply) {
        const auto asked = ask_passkey->run(session_token_of(request));
        reply(asked ? json_response(200, json::parse(*asked).as_object())
                    : refusal_response(asked.error(), request.id));
    });
}

void add_reset_verification(const PacedRoutes& routes, core::VerifyProof& verify_proof) {
    routes.post("/reset/v1/session/verification", [&verify_proof](const Request& request, const Reply& reply) {
        const auto state = verify(verify_proof, request);
        reply(state ? state_response(200, *state) : refusal_response(state.error(), request.id));
    });
}

}  // namespace tilbage::tenant
