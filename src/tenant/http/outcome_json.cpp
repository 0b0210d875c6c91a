#include "tenant/http/outcome_json.h"

namespace tilbage::tenant {
namespace {

namespace json = boost::json;

template <class T>
void put(json::object& object, std::string_view name, const std::optional<T>& value) {
    if (value) object[name] = *value;
}

}  // namespace

json::object outcome_details_json(const core::OutcomeDetails& details, Audience audience) {
    json::object object;
    put(object, "minLength", details.min_length);
    put(object, "maxLength", details.max_length);
    put(object, "categories", details.categories);
    put(object, "categoriesNeeded", details.categories_needed);
    put(object, "historyLength", details.history_length);
    put(object, "minAgeSeconds", details.min_age_seconds);
    put(object, "triesLeft", details.tries_left);
    if (details.banned) object["banned"] = core::to_string(*details.banned);
    if (details.may_change_at) object["mayChangeAt"] = base::to_millis(*details.may_change_at);
    if (audience == Audience::administrator) {
        if (!details.object.empty()) object["object"] = details.object;
        if (!details.right.empty()) object["right"] = details.right;
    }
    return object;
}

json::object outcome_json(const core::RequestProgress& progress, Audience audience) {
    const auto& outcome = *progress.outcome;
    return {{"reason", core::to_string(outcome.reason)},
            {"kind", core::to_string(progress.kind)},
            {"supportCode", progress.request_id.str()},
            {"details", outcome_details_json(outcome.details, audience)},
            {"retry", core::may_retry(outcome.reason)}};
}

json::object progress_json(const core::RequestProgress& progress, Audience audience) {
    json::object body;
    body["outcome"] = progress.outcome ? json::value(outcome_json(progress, audience)) : json::value(nullptr);
    return body;
}

}  // namespace tilbage::tenant
