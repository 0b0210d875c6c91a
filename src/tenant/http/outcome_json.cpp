#include "tenant/http/outcome_json.h"

namespace tilbage::tenant {
namespace {

namespace json = boost::json;

template <class T>
void put(json::object& object, std::string_view name, const std::optional<T>& value) {
    if (value) object[name] = *value;
}

json::object details_json(const core::OutcomeDetails& details) {
    json::object object;
    put(object, "minLength", details.min_length);
    put(object, "maxLength", details.max_length);
    put(object, "categories", details.categories);
    put(object, "categoriesNeeded", details.categories_needed);
    put(object, "historyLength", details.history_length);
    put(object, "minAgeSeconds", details.min_age_seconds);
    put(object, "triesLeft", details.tries_left);
    if (details.may_change_at) object["mayChangeAt"] = base::to_millis(*details.may_change_at);
    return object;
}

}  // namespace

json::object outcome_json(const core::RequestProgress& progress) {
    const auto& outcome = *progress.outcome;
    return {{"reason", core::to_string(outcome.reason)},
            {"kind", core::to_string(progress.kind)},
            {"supportCode", progress.request_id.str()},
            {"details", details_json(outcome.details)},
            {"retry", core::may_retry(outcome.reason)}};
}

}  // namespace tilbage::tenant
