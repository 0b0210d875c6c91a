// GET /api/plan, POST /api/configure, /api/run.
#include <algorithm>
#include <charconv>

#include "connect/wizard/resource.h"

namespace tilbage::connect::wizard {
namespace {

using adapters::http::Request;
using adapters::http::Response;

constexpr std::int64_t kLongestWait = 25;  // seconds

Response run_response(unsigned status, const setup::ConfigureRun& run) {
    return json_response(status, setup::to_json(run.view()));
}

Response refusal(const base::Error& error) {
    switch (error.code) {
        case base::ErrorCode::conflict:
            return error_response(409, "already_running", error.message);
        case base::ErrorCode::invalid_argument:
            return error_response(422, "not_complete", error.message, {{"message", error.message}});
        case base::ErrorCode::not_found:
        case base::ErrorCode::unavailable:
        case base::ErrorCode::timeout:
        case base::ErrorCode::permission_denied:
        case base::ErrorCode::untrusted:
        case base::ErrorCode::corrupt:
        case base::ErrorCode::internal:
            break;
    }
    return error_response(422, "state_not_written", error.message, {{"message", error.message}});
}

Response no_run() { return error_response(404, "not_found", "Nothing has been configured yet."); }

std::int64_t number(const Request& request, std::string_view name) {
    const auto text = request.query_value(name).value_or("");
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

Response plan(Session& session) {
    const auto actions = session.plan();
    return actions ? json_response(200, setup::to_json(*actions)) : refusal(actions.error());
}

Response configure(Session& session) {
    if (auto started = session.configure(); !started) return refusal(started.error());
    return run_response(202, *session.run());
}

Response watch(Session& session, const Request& request) {
    const auto seconds = std::clamp<std::int64_t>(number(request, "wait"), 0, kLongestWait);
    const auto after = request.query_value("after") ? number(request, "after") : -1;
    const auto view = session.wait_for_run(after, std::chrono::seconds(seconds));
    return view ? json_response(200, setup::to_json(*view)) : no_run();
}

template <class Change>
Response change(Session& session, Change what) {
    const auto run = session.run();
    if (!run) return no_run();
    if (auto changed = ((*run).*what)(); !changed) return refusal(changed.error());
    return run_response(202, *run);
}

}  // namespace

void add_run(adapters::http::Router& router, Session& session) {
    router.add("GET", "/api/plan", answers([&session](Request&) { return plan(session); }));
    router.add("POST", "/api/configure", answers([&session](Request&) { return configure(session); }));
    router.add("GET", "/api/run", answers([&session](Request& request) { return watch(session, request); }));
    router.add("POST", "/api/run/retry",
               answers([&session](Request&) { return change(session, &setup::ConfigureRun::retry); }));
    router.add("POST", "/api/run/rollback",
               answers([&session](Request&) { return change(session, &setup::ConfigureRun::rollback); }));
}

}  // namespace tilbage::connect::wizard
