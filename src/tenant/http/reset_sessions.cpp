#include "tenant/http/reset_sessions.h"

#include "core/sspr/limits.h"
#include "tenant/http/address_block.h"
#include "tenant/http/json.h"
#include "tenant/http/refusal_response.h"
#include "tenant/http/reset_state_json.h"
#include "tenant/http/session_cookie.h"

namespace tilbage::tenant {
namespace {

namespace json = boost::json;

constexpr std::size_t kLongestUserId = 4096;  // longer than any that can be somebody's; those are simply unknown
constexpr std::size_t kLongestLocale = 64;
constexpr std::size_t kLongestRealm = 255;

constexpr std::size_t kLongestChallenge = 160;
constexpr std::size_t kLongestNumber = 20;
constexpr std::size_t kLongestIntent = 16;

core::Answer<std::optional<core::WorkProof>> read_proof(const json::object& body) {
    const auto* member = body.if_contains("proof");
    if (member == nullptr || member->is_null()) return std::optional<core::WorkProof>{};
    const auto* proof = member->if_object();
    if (proof == nullptr) return core::refuse(core::RefusalCode::malformed);
    auto challenge = read_text(*proof, "challenge", kLongestChallenge);
    if (!challenge) return core::refuse(challenge.error());
    const auto* number = proof->if_contains("n");
    if (number != nullptr && number->is_int64() && number->as_int64() >= 0) {
        return core::WorkProof{std::move(*challenge), std::to_string(number->as_int64())};
    }
    auto n = read_text(*proof, "n", kLongestNumber);
    if (!n) return core::refuse(n.error());
    return core::WorkProof{std::move(*challenge), std::move(*n)};
}

core::Answer<core::StartSessionCommand> read_command(const adapters::http::Request& request) {
    const auto body = read_object(request.body);
    if (!body) return core::refuse(body.error());
    auto user_id = read_text(*body, "userId", kLongestUserId);
    if (!user_id) return core::refuse(user_id.error());
    auto locale = read_optional_text(*body, "locale", kLongestLocale);
    if (!locale) return core::refuse(locale.error());
    auto realm = read_optional_text(*body, "whr", kLongestRealm);
    if (!realm) return core::refuse(realm.error());
    auto proof = read_proof(*body);
    if (!proof) return core::refuse(proof.error());
    return core::StartSessionCommand{std::move(*user_id), std::move(*locale), std::move(*realm),
                                     address_block(request.peer_address), std::move(*proof)};
}

core::Answer<core::Kind> read_intent(const adapters::http::Request& request) {
    const auto body = read_object(request.body);
    if (!body) return core::refuse(body.error());
    const auto text = read_text(*body, "intent", kLongestIntent);
    if (!text) return core::refuse(text.error());
    const auto kind = core::parse_kind(*text);
    if (!kind || (*kind != core::Kind::reset && *kind != core::Kind::unlock)) {
        return core::refuse(core::RefusalCode::malformed);
    }
    return *kind;
}

core::Answer<void> ask(core::AskForHelp& ask_for_help, const adapters::http::Request& request) {
    const auto body = read_object(request.body);
    if (!body) return core::refuse(body.error());
    const auto user_id = read_text(*body, "userId", kLongestUserId);
    if (!user_id) return core::refuse(user_id.error());
    return ask_for_help.run({session_token_of(request), *user_id, address_block(request.peer_address)});
}

}  // namespace

void add_reset_sessions(const PacedRoutes& routes, core::StartSession& start_session) {
    routes.post("/reset/v1/sessions",
                [&start_session](const adapters::http::Request& request, const adapters::http::Reply& reply) {
                    const auto command = read_command(request);
                    if (!command) {
                        reply(refusal_response(command.error(), request.id));
                        return;
                    }
                    const auto started = start_session.run(*command);
                    if (!started) {
                        reply(refusal_response(started.error(), request.id));
                        return;
                    }
                    auto response = state_response(201, started->state);
                    response.headers.push_back(set_session_cookie(started->token, core::limits::kSessionLifetime));
                    reply(std::move(response));
                });
}

void add_reset_session(const PacedRoutes& routes, core::ReadSession& read_session) {
    routes.get("/reset/v1/session",
               [&read_session](const adapters::http::Request& request, const adapters::http::Reply& reply) {
                   const auto state = read_session.run(session_token_of(request));
                   reply(state ? state_response(200, *state) : refusal_response(state.error(), request.id));
               });
}

void add_reset_help(const PacedRoutes& routes, core::AskForHelp& ask_for_help, std::function<void()> mail_queued) {
    routes.post("/reset/v1/session/help",
                [&ask_for_help, mail_queued = std::move(mail_queued)](const adapters::http::Request& request,
                                                                      const adapters::http::Reply& reply) {
                    const auto asked = ask(ask_for_help, request);
                    if (asked) mail_queued();
                    reply(asked ? json_response(202, json::object{}) : refusal_response(asked.error(), request.id));
                });
}

void add_reset_intent(const PacedRoutes& routes, core::ChooseIntent& choose_intent) {
    routes.post("/reset/v1/session/intent",
                [&choose_intent](const adapters::http::Request& request, const adapters::http::Reply& reply) {
                    const auto intent = read_intent(request);
                    if (!intent) {
                        reply(refusal_response(intent.error(), request.id));
                        return;
                    }
                    const auto state = choose_intent.run(session_token_of(request), *intent);
                    reply(state ? state_response(200, *state) : refusal_response(state.error(), request.id));
                });
}

}  // namespace tilbage::tenant
