#include "tenant/graph/graph_call.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "adapters/http/url_encoding.h"
#include "tenant/http/json.h"
#include "tenant/http/outcome_json.h"
#include "tenant/log_events.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Response;
using core::RefusalCode;

struct Row {
    unsigned status;
    std::string_view code;
    std::string_view message;
};

Row row_of(RefusalCode code) {
    switch (code) {
        case RefusalCode::not_allowed:
            return {403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."};
        case RefusalCode::not_found:
            return {404, "Request_ResourceNotFound", "There is no such resource."};
        case RefusalCode::malformed:
        case RefusalCode::user_id_missing:
        case RefusalCode::wrong_step:
        case RefusalCode::session_missing:
        case RefusalCode::code_wrong:
        case RefusalCode::code_expired:
        case RefusalCode::code_exhausted:
        case RefusalCode::number_wrong:
        case RefusalCode::destination_refused:
        case RefusalCode::answers_refused:
        case RefusalCode::sign_in_too_old:
        case RefusalCode::proof_needed:
        case RefusalCode::kind_not_allowed:
        case RefusalCode::sign_in_failed:
        case RefusalCode::account_disabled:
        case RefusalCode::account_expired:
        case RefusalCode::not_now:
        case RefusalCode::not_here:
            return {400, "Request_BadRequest", "The body is not what this call takes."};
        case RefusalCode::request_in_progress:
            return {409, "request_in_progress", "The ticket was used already."};
        case RefusalCode::request_expired:
            return {410, "request_expired", "The ticket is too old."};
        case RefusalCode::user_not_found:
            return {422, "user_not_found", "The user is not from a directory: there is nothing to write back to."};
        case RefusalCode::too_many_attempts:
            return {429, "TooManyRequests", "Too many resets; try again later."};
        case RefusalCode::writeback_disabled:
            return {422, "writeback_disabled", "Writing passwords back to the directory is switched off."};
        case RefusalCode::caller_not_verified:
            return {422, "caller_not_verified",
                    "Verify who calls first, by a code to one of their methods; nothing was changed."};
        case RefusalCode::agent_unavailable:
            return {503, "agent_unavailable", "No agent is connected that could do it; nothing was changed."};
        case RefusalCode::directory_unavailable:
            return {503, "directory_unavailable", "The directory does not answer; nothing was changed."};
        case RefusalCode::busy:
            return {503, "serviceUnavailable", "Something failed here; nothing was changed. Try again later."};
    }
    return {503, "serviceUnavailable", "Something failed here; nothing was changed. Try again later."};
}

}  // namespace

std::string_view Call::version() const { return std::string_view(request.path).substr(0, request.path.find('/', 1)); }

std::string Call::context(std::string_view what) const {
    return fmt::format("{}{}/$metadata#{}", base_url, version(), what);
}

std::string Call::next_link(std::string_view skip_token) const {
    std::string link = base_url + request.target.substr(0, request.target.find('?')) + "?";
    for (const auto& [name, value] : request.query) {
        if (name == "$skiptoken" || name == "$count") continue;
        link += (name.starts_with('$') ? "$" + name.substr(1) : adapters::http::percent_encode(name)) + "=" +
                adapters::http::percent_encode(value) + "&";
    }
    return link + "$skiptoken=" + std::string(skip_token);
}

bool Call::wants(std::string_view property) const {
    return query.select.empty() || std::ranges::find(query.select, property) != query.select.end();
}

Response problem(unsigned status, std::string_view code, std::string_view message, const json::object& details) {
    return error_response(status, code, message, details);
}

Response not_found() { return problem(404, "Request_ResourceNotFound", "There is no such resource."); }

Response bad_request(std::string_view message) { return problem(400, "Request_BadRequest", message); }

Response store_failed(const Call& call, const base::Error& error) {
    return refused(call, core::Refusal{.code = RefusalCode::busy, .cause = error.message});
}

Response refused(const Call& call, const core::Refusal& refusal) {
    if (!refusal.cause.empty()) {
        base::log(events::kStepFailed, {{"request", call.request.id}, {"error", refusal.cause}});
    }
    const auto row = row_of(refusal.code);
    json::object details;
    const bool wait = refusal.code == RefusalCode::too_many_attempts;
    if (wait) details["retryAfterSeconds"] = refusal.retry_after.count();
    auto response = problem(row.status, row.code, row.message, details);
    if (wait) response.headers.push_back({"Retry-After", std::to_string(refusal.retry_after.count())});
    return response;
}

Response outcome_problem(const core::Outcome& outcome) {
    const bool nobody = outcome.reason == core::Reason::agent_unavailable ||
                        outcome.reason == core::Reason::agent_busy || outcome.reason == core::Reason::deadline_passed ||
                        outcome.reason == core::Reason::directory_unavailable;
    return problem(nobody ? 503 : 422, core::to_string(outcome.reason), "The directory's answer.",
                   outcome_details_json(outcome.details, Audience::administrator));
}

Response entity(const Call& call, std::string_view context, json::object value, unsigned status) {
    json::object body{{"@odata.context", call.context(context)}};
    for (auto& [name, member] : selected(call, std::move(value))) body[name] = std::move(member);
    return json_response(status, body);
}

Response collection(const Call& call, std::string_view context, json::array values) {
    json::object body{{"@odata.context", call.context(context)}};
    if (call.query.count) body["@odata.count"] = values.size();
    json::array chosen;
    for (auto& value : values) chosen.push_back(selected(call, std::move(value.as_object())));
    body["value"] = std::move(chosen);
    return json_response(200, body);
}

json::object selected(const Call& call, json::object value) {
    if (call.query.select.empty()) return value;
    json::object chosen;
    for (auto& [name, member] : value) {
        if (name.starts_with('@') || call.wants(name)) chosen[name] = std::move(member);
    }
    return chosen;
}

std::string date_time(base::TimePoint time) {
    const auto seconds = base::to_seconds(time);
    const auto millis = base::to_millis(time) - seconds * 1000;
    const auto days = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(days);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - days));
    auto text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                            static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                            clock.hours().count(), clock.minutes().count(), clock.seconds().count());
    if (millis != 0) text += fmt::format(".{:03}", millis);
    return text + "Z";
}

}  // namespace tilbage::tenant::graph
