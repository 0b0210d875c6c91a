#include "wire/relay_outcome.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <limits>
#include <utility>

#include "wire/relay_outcome_json.h"

namespace tilbage::wire {
namespace json = boost::json;
namespace {

constexpr std::int64_t kMaxInt = std::numeric_limits<int>::max();
constexpr std::int64_t kMaxMillis = 253'402'300'799'999;  // the end of the year 9999
constexpr std::size_t kMaxDn = 2048;

template <class T>
void put(json::object& object, std::string_view name, const std::optional<T>& value) {
    if (value) object[name] = *value;
}

void put(json::object& object, std::string_view name, const std::optional<base::TimePoint>& value) {
    if (value) object[name] = base::to_millis(*value);
}

void put(json::object& object, std::string_view name, const std::string& value) {
    if (!value.empty()) object[name] = value;
}

std::optional<int> read_int(const Fields& fields, std::string_view name) {
    const auto value = fields.optional_number(name, 0, kMaxInt);
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

std::optional<base::TimePoint> read_time(const Fields& fields, std::string_view name) {
    const auto value = fields.optional_number(name, 0, kMaxMillis);
    return value ? std::optional(base::from_millis(*value)) : std::nullopt;
}

json::object details_of(const core::OutcomeDetails& details) {
    json::object object;
    put(object, "min_length", details.min_length);
    put(object, "max_length", details.max_length);
    put(object, "categories", details.categories);
    put(object, "categories_needed", details.categories_needed);
    put(object, "history_length", details.history_length);
    put(object, "min_age_seconds", details.min_age_seconds);
    put(object, "may_change_at", details.may_change_at);
    put(object, "tries_left", details.tries_left);
    if (details.banned) object["banned"] = core::to_string(*details.banned);
    put(object, "object", details.object);
    put(object, "right", details.right);
    return object;
}

core::OutcomeDetails read_details(const json::object& object, FieldError& error) {
    const Fields fields(object, error);
    core::OutcomeDetails details;
    details.min_length = read_int(fields, "min_length");
    details.max_length = read_int(fields, "max_length");
    details.categories = read_int(fields, "categories");
    details.categories_needed = read_int(fields, "categories_needed");
    details.history_length = read_int(fields, "history_length");
    details.min_age_seconds = fields.optional_number("min_age_seconds", 0, kMaxMillis);
    details.may_change_at = read_time(fields, "may_change_at");
    details.tries_left = read_int(fields, "tries_left");
    // A part that only a newer agent knows is no reason to refuse its outcome.
    details.banned = core::parse_banned_part(fields.optional_text("banned", 64));
    details.object = fields.optional_text("object", kMaxDn);
    details.right = fields.optional_text("right", 256);
    return details;
}

constexpr std::pair<core::PolicySource, std::string_view> kSources[] = {
    {core::PolicySource::domain, "domain"}, {core::PolicySource::pso, "pso"}, {core::PolicySource::unknown, "unknown"}};

void put_account_details(json::object& account, const core::AccountDetails& details) {
    account["must_change"] = details.must_change;
    put(account, "locked_at", details.locked_at);
    put(account, "expires_at", details.expires_at);
    put(account, "password_set_at", details.password_set_at);
    put(account, "password_expires_at", details.password_expires_at);
    account["wrong_passwords"] = details.wrong_passwords;
    put(account, "wrong_password_at", details.wrong_password_at);
    account["outside_hours"] = details.outside_hours;
    account["certain_workstations"] = details.certain_workstations;
}

json::object description_of(const core::Description& description) {
    json::object policy;
    for (const auto& [source, name] : kSources) {
        if (source == description.policy.source) policy["source"] = name;
    }
    put(policy, "min_length", description.policy.min_length);
    put(policy, "complexity", description.policy.complexity);
    put(policy, "history_length", description.policy.history_length);
    policy["history_enforced"] = description.history_enforced;
    put(policy, "min_age_seconds", description.policy.min_age_seconds);
    policy["min_age_enforced"] = description.min_age_enforced;
    put(policy, "may_change_at", description.may_change_at);
    put(policy, "max_age_seconds", description.policy.max_age_seconds);
    put(policy, "lockout_threshold", description.policy.lockout_threshold);
    put(policy, "lockout_window_seconds", description.policy.lockout_window_seconds);
    put(policy, "lockout_duration_seconds", description.policy.lockout_duration_seconds);
    json::object account{
        {"locked", description.locked}, {"disabled", description.disabled}, {"expired", description.expired}};
    if (description.details) put_account_details(account, *description.details);
    return {{"policy", std::move(policy)}, {"account", std::move(account)}};
}

core::PolicySource read_source(const Fields& fields) {
    const auto text = fields.text("source", 16);
    for (const auto& [source, name] : kSources) {
        if (text == name) return source;
    }
    fields.refuse("source", "domain, pso or unknown");
    return core::PolicySource::unknown;
}

void read_policy(const json::object& object, FieldError& error, core::Description& description) {
    const Fields fields(object, error);
    auto& policy = description.policy;
    policy.source = read_source(fields);
    policy.min_length = read_int(fields, "min_length");
    policy.complexity = fields.optional_flag("complexity");
    policy.history_length = read_int(fields, "history_length");
    description.history_enforced = fields.flag("history_enforced");
    policy.min_age_seconds = fields.optional_number("min_age_seconds", 0, kMaxMillis);
    description.min_age_enforced = fields.flag("min_age_enforced");
    description.may_change_at = read_time(fields, "may_change_at");
    policy.max_age_seconds = fields.optional_number("max_age_seconds", 0, kMaxMillis);
    policy.lockout_threshold = read_int(fields, "lockout_threshold");
    policy.lockout_window_seconds = fields.optional_number("lockout_window_seconds", 0, kMaxMillis);
    policy.lockout_duration_seconds = fields.optional_number("lockout_duration_seconds", 0, kMaxMillis);
}

// An agent that tells whether the password must be changed tells the rest of it too.
std::optional<core::AccountDetails> read_account_details(const Fields& account) {
    const auto must_change = account.optional_flag("must_change");
    if (!must_change) return std::nullopt;
    core::AccountDetails details;
    details.must_change = *must_change;
    details.locked_at = read_time(account, "locked_at");
    details.expires_at = read_time(account, "expires_at");
    details.password_set_at = read_time(account, "password_set_at");
    details.password_expires_at = read_time(account, "password_expires_at");
    details.wrong_passwords = read_int(account, "wrong_passwords").value_or(0);
    details.wrong_password_at = read_time(account, "wrong_password_at");
    details.outside_hours = account.optional_flag("outside_hours").value_or(false);
    details.certain_workstations = account.optional_flag("certain_workstations").value_or(false);
    return details;
}

core::Description read_description(const json::object& object, FieldError& error) {
    const Fields fields(object, error);
    core::Description description;
    if (const auto* policy = fields.object("policy")) read_policy(*policy, error, description);
    if (const auto* account = fields.object("account")) {
        const Fields state(*account, error);
        description.locked = state.flag("locked");
        description.disabled = state.flag("disabled");
        description.expired = state.flag("expired");
        description.details = read_account_details(state);
    }
    return description;
}

}  // namespace

void put_outcome(json::object& object, const core::Outcome& outcome) {
    object["reason"] = core::to_string(outcome.reason);
    object["details"] = details_of(outcome.details);
    if (outcome.description) object["description"] = description_of(*outcome.description);
}

core::Outcome read_outcome(const Fields& fields, FieldError& error) {
    core::Outcome outcome;
    const auto reason = core::parse_reason(fields.text("reason", 64));
    if (!reason) fields.refuse("reason", "one of the closed list");
    outcome.reason = reason.value_or(core::Reason::outcome_unknown);
    if (const auto* details = fields.optional_object("details")) outcome.details = read_details(*details, error);
    if (const auto* description = fields.optional_object("description")) {
        outcome.description = read_description(*description, error);
    }
    return outcome;
}

std::string encode_outcome(const core::Outcome& outcome) {
    json::object object;
    put_outcome(object, outcome);
    return json::serialize(object);
}

base::Result<core::Outcome> decode_outcome(std::string_view text) {
    boost::system::error_code code;
    const auto value = json::parse({text.data(), text.size()}, code);
    if (code || !value.is_object()) return base::fail(base::ErrorCode::invalid_argument, "not a JSON object");
    FieldError error;
    auto outcome = read_outcome(Fields(value.get_object(), error), error);
    if (error.is_set()) return base::fail(base::ErrorCode::invalid_argument, error.text());
    return outcome;
}

}  // namespace tilbage::wire
