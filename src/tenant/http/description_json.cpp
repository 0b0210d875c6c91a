#include "tenant/http/description_json.h"

#include <optional>
#include <string_view>

#include "core/writeback/password_text.h"

namespace tilbage::tenant {
namespace {

namespace json = boost::json;

std::string_view name_of(core::PolicySource source) {
    switch (source) {
        case core::PolicySource::domain:
            return "domain";
        case core::PolicySource::pso:
            return "pso";
        case core::PolicySource::unknown:
            return "unknown";
    }
    return "unknown";
}

template <class T>
json::value nullable(const std::optional<T>& value) {
    return value ? json::value(*value) : json::value(nullptr);
}

}  // namespace

json::object description_json(const core::Description& description) {
    const auto& policy = description.policy;
    json::object rules{{"source", name_of(policy.source)}};
    rules["minLength"] = nullable(policy.min_length);
    rules["complexity"] = nullable(policy.complexity);
    rules["historyLength"] = nullable(policy.history_length);
    rules["historyEnforced"] = description.history_enforced;
    rules["minAgeSeconds"] = nullable(policy.min_age_seconds);
    rules["minAgeEnforced"] = description.min_age_enforced;
    rules["mayChangeAt"] = nullptr;
    if (description.may_change_at && description.min_age_enforced)
        rules["mayChangeAt"] = base::to_millis(*description.may_change_at);
    rules["maxLength"] = core::kMaxPasswordUnits;
    const json::object account{
        {"locked", description.locked}, {"disabled", description.disabled}, {"expired", description.expired}};
    return {{"policy", std::move(rules)}, {"account", account}};
}

}  // namespace tilbage::tenant
