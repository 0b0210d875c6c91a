#include "tenant/http/signin_response.h"

#include "tenant/http/authorize.h"
#include "tenant/http/json.h"
#include "tenant/http/sign_in_cookies.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

namespace json = boost::json;
using Code = core::SignInRefusalCode;

std::string_view to_text(core::SignInStep step) {
    switch (step) {
        case core::SignInStep::password:
            return "password";
        case core::SignInStep::totp:
            return "totp";
        case core::SignInStep::enrol_totp:
            return "enrol_totp";
        case core::SignInStep::consent:
            return "consent";
        case core::SignInStep::done:
            return "done";
    }
    return {};
}

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

struct Row {
    unsigned status;
    std::string_view message;
};

Row row_of(Code code) {
    switch (code) {
        case Code::sign_in_failed:
            return {401, "The user name or the password is wrong."};
        case Code::code_wrong:
            return {422, "The code is wrong, or has served."};
        case Code::user_code_wrong:
            return {422, "No device waits with this code."};
        case Code::flow_expired:
            return {410, "This sign-in has ended, or belongs to another browser; begin again."};
        case Code::wrong_step:
            return {403, "This step comes after another that was not taken."};
        case Code::too_many_attempts:
            return {429, "Too many attempts; try again later."};
        case Code::busy:
            return {503, "Something failed here; nothing was changed."};
    }
    return {503, "Something failed here; nothing was changed."};
}

}  // namespace

adapters::http::Response flow_response(const core::FlowState& state) {
    return json_response(
        200, {{"step", to_text(state.step)},
              {"tenantName", state.tenant_name},
              {"client", core::to_string(state.client)},
              {"userName", text_or_null(state.user_name)},
              {"loginHint", text_or_null(state.login_hint)},
              {"redirectTo", state.redirect ? json::value(location_of(*state.redirect)) : json::value(nullptr)}});
}

adapters::http::Response moved_response(const core::MovedFlow& moved) {
    auto response = flow_response(moved.state);
    if (!moved.browser.empty()) response.headers.push_back(set_browser_cookie(moved.browser));
    if (!moved.session.empty()) response.headers.push_back(set_sign_in_session_cookie(moved.session));
    return response;
}

adapters::http::Response sign_in_refusal_response(const core::SignInRefusal& refusal,
                                                  const adapters::http::Request& request) {
    if (!refusal.cause.empty()) base::log(events::kStepFailed, {{"request", request.id}, {"error", refusal.cause}});
    const bool is_a_guess = refusal.code == Code::sign_in_failed || refusal.code == Code::code_wrong ||
                            refusal.code == Code::user_code_wrong || refusal.code == Code::too_many_attempts;
    if (is_a_guess)
        base::log(
            events::kSignInRefused,
            {{"reason", core::to_string(refusal.code)}, {"address", request.peer_address}, {"request", request.id}});
    json::object details;
    if (refusal.code == Code::too_many_attempts) details["retryAfterSeconds"] = refusal.retry_after.count();
    const auto row = row_of(refusal.code);
    auto response = error_response(row.status, core::to_string(refusal.code), row.message, details);
    if (refusal.code == Code::too_many_attempts)
        response.headers.push_back({"Retry-After", std::to_string(refusal.retry_after.count())});
    return response;
}

}  // namespace tilbage::tenant
