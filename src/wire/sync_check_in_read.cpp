#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "wire/explanation_json.h"
#include "wire/relay_fields.h"
#include "wire/sync_check_in.h"
#include "wire/sync_check_in_limits.h"
#include "wire/sync_run_json.h"

namespace tilbage::wire {
namespace json = boost::json;
using namespace sync_limits;
namespace {

constexpr std::size_t kMaxOrders = 100;
constexpr std::int64_t kMaxThreshold = 1'000'000;

base::TimePoint read_time(const Fields& fields, std::string_view name) {
    return base::from_millis(fields.number(name, 0, kMaxMillis));
}

std::optional<base::TimePoint> read_optional_time(const Fields& fields, std::string_view name) {
    const auto value = fields.optional_number(name, 0, kMaxMillis);
    return value ? std::optional(base::from_millis(*value)) : std::nullopt;
}

std::int64_t read_count(const Fields& fields, std::string_view name) { return fields.number(name, 0, kMaxCount); }

template <class Word>
Word read_word(const Fields& fields, std::string_view name, std::optional<Word> (*parse)(std::string_view)) {
    const auto word = parse(fields.text(name, kMaxName));
    if (!word) fields.refuse(name, "a word that this version knows");
    return word.value_or(Word());
}

// Each member of a list of objects, until one is none.
template <class Read>
void each_object(const json::array* list, std::string_view name, FieldError& error, Read&& read) {
    if (list == nullptr) return;
    for (const auto& value : *list) {
        const auto* object = value.if_object();
        if (object == nullptr) return error.set(name, "a list of objects");
        read(*object);
    }
}

core::DirectoryReport read_directory(const json::object& object, FieldError& error) {
    const Fields fields(object, error);
    return {.domain = fields.text("domain", kMaxName),
            .forest = fields.optional_text("forest", kMaxName),
            .server = fields.optional_text("server", kMaxName),
            .people = read_count(fields, "people"),
            .groups = read_count(fields, "groups"),
            .units = read_count(fields, "units"),
            .disputed = read_count(fields, "disputed"),
            .refused = read_count(fields, "refused"),
            .last_change_at = read_optional_time(fields, "last_change_at"),
            .full_at = read_optional_time(fields, "full_at"),
            .sees_deletions = fields.flag("sees_deletions"),
            .problem = fields.optional_text("problem", kMaxText)};
}

std::optional<core::SyncProblem> read_problem(const json::object* object, FieldError& error) {
    if (object == nullptr) return std::nullopt;
    const Fields fields(*object, error);
    return core::SyncProblem{.code = fields.text("code", kMaxCode),
                             .message = fields.optional_text("message", kMaxText)};
}

std::optional<core::HeldRemovals> read_held(const json::object* object, FieldError& error) {
    if (object == nullptr) return std::nullopt;
    const Fields fields(*object, error);
    core::HeldRemovals held{.count = read_count(fields, "count"),
                            .threshold = read_count(fields, "threshold"),
                            .people = read_count(fields, "people"),
                            .since = read_time(fields, "since"),
                            .sample = {}};
    if (const auto* sample = fields.array("sample", 0, core::kMaxHeldSample)) {
        for (const auto& name : *sample) {
            const bool fits = name.is_string() && name.get_string().size() <= kMaxName;
            if (!fits) fields.refuse("sample", "a list of texts");
            if (fits) held.sample.emplace_back(name.get_string());
        }
    }
    return held;
}

core::SyncOrderAnswer read_answer(const json::object& object, FieldError& error) {
    const Fields fields(object, error);
    core::SyncOrderAnswer answer{
        .id = core::SyncOrderId(fields.uuid("id")), .problem = std::nullopt, .explanation = std::nullopt};
    const auto* result = fields.object("result");
    if (result == nullptr || result->empty()) return answer;
    const Fields members(*result, error);
    if (const auto* problem = members.optional_object("error")) {
        answer.problem = read_problem(problem, error);
    } else {
        answer.explanation = read_explanation(*result, error);
    }
    return answer;
}

core::SyncReport read_report(const Fields& fields, FieldError& error) {
    core::SyncReport report;
    each_object(fields.array("directories", 0, core::kMaxReportedDirectories), "directories", error,
                [&](const json::object& object) { report.directories.push_back(read_directory(object, error)); });
    report.state = read_word(fields, "state", core::parse_sync_state);
    report.problem = read_problem(fields.optional_object("problem"), error);
    report.wants_lease = fields.flag("wants_lease");
    report.held_removals = read_held(fields.optional_object("held_removals"), error);
    return report;
}

core::SyncLease read_lease(const json::object* object, FieldError& error) {
    if (object == nullptr) return {};
    const Fields fields(*object, error);
    return {.held = fields.flag("held"),
            .holder = fields.optional_text("holder", kMaxName),
            .expires_at = read_time(fields, "expires_at"),
            .valid_for = base::Millis(fields.number("valid_for", 0, kMaxLease))};
}

core::RemovalThreshold read_threshold(const json::object* settings, FieldError& error) {
    if (settings == nullptr) return {};
    const auto* object = Fields(*settings, error).object("removal_threshold");
    if (object == nullptr) return {};
    const Fields fields(*object, error);
    return {.type = read_word(fields, "type", core::parse_removal_threshold_type),
            .value = static_cast<int>(fields.number("value", 0, kMaxThreshold))};
}

// Nothing for an order of a newer tenant: it must not cost the lease, and is told there as not answered.
std::optional<core::SyncOrder> read_order(const json::object& object, FieldError& error) {
    const Fields fields(object, error);
    const auto kind = core::parse_sync_order_kind(fields.text("order", kMaxName));
    auto id = fields.uuid("id");
    auto user = fields.optional_text("user", kMaxName);
    if (!kind) return std::nullopt;
    return core::SyncOrder{.id = core::SyncOrderId(std::move(id)), .kind = *kind, .user = std::move(user)};
}

base::Result<json::object> parse_body(std::string_view body) {
    using base::ErrorCode;
    if (body.size() > kMaxSyncCheckIn) return base::fail(ErrorCode::invalid_argument, "a body larger than 512 KiB");
    json::parse_options options;
    options.max_depth = 8;
    boost::system::error_code code;
    auto value = json::parse({body.data(), body.size()}, code, {}, options);
    if (code || !value.is_object()) return base::fail(ErrorCode::invalid_argument, "not a JSON object");
    return std::move(value.get_object());
}

}  // namespace

base::Result<core::SyncCheckIn> decode_sync_check_in(std::string_view body) {
    const auto object = parse_body(body);
    if (!object) return base::fail(object.error());
    FieldError error;
    const Fields fields(*object, error);
    core::SyncCheckIn check_in;
    check_in.report = read_report(fields, error);
    each_object(fields.array("runs", 0, core::kMaxReportedRuns), "runs", error,
                [&](const json::object& run) { check_in.runs.push_back(read_sync_run(run, error)); });
    each_object(fields.array("answers", 0, core::kMaxAnswers), "answers", error,
                [&](const json::object& answer) { check_in.answers.push_back(read_answer(answer, error)); });
    if (error.is_set()) return base::fail(base::ErrorCode::invalid_argument, error.text());
    return check_in;
}

base::Result<core::SyncCheckInAnswer> decode_sync_answer(std::string_view body) {
    const auto object = parse_body(body);
    if (!object) return base::fail(object.error());
    FieldError error;
    const Fields fields(*object, error);
    core::SyncCheckInAnswer answer;
    answer.lease = read_lease(fields.object("lease"), error);
    answer.removal_threshold = read_threshold(fields.object("settings"), error);
    if (const auto* runs = fields.array("acknowledged_runs", 0, core::kMaxReportedRuns)) {
        for (const auto& id : *runs) {
            const bool is_id = id.is_string() && is_uuid(id.get_string());
            if (!is_id) fields.refuse("acknowledged_runs", "a list of UUIDs in lower case");
            if (is_id) answer.acknowledged_runs.emplace_back(std::string(id.get_string()));
        }
    }
    each_object(fields.array("orders", 0, kMaxOrders), "orders", error, [&](const json::object& object) {
        auto order = read_order(object, error);
        if (order) answer.orders.push_back(std::move(*order));
    });
    if (error.is_set()) return base::fail(base::ErrorCode::invalid_argument, error.text());
    return answer;
}

}  // namespace tilbage::wire
