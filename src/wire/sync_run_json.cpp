#include "wire/sync_run_json.h"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "core/sync_service/check_in.h"
#include "wire/short_text.h"
#include "wire/sync_check_in_limits.h"

namespace tilbage::wire {
namespace json = boost::json;
using namespace sync_limits;
namespace {

base::TimePoint read_time(const Fields& fields, std::string_view name) {
    return base::from_millis(fields.number(name, 0, kMaxMillis));
}

std::int64_t read_count(const Fields& fields, std::string_view name) { return fields.number(name, 0, kMaxCount); }

template <class Word>
Word read_word(const Fields& fields, std::string_view name, std::optional<Word> (*parse)(std::string_view)) {
    const auto word = parse(fields.text(name, kMaxName));
    if (!word) fields.refuse(name, "a word that this version knows");
    return word.value_or(Word());
}

}  // namespace

json::object sync_run_json(const core::SyncRun& run) {
    json::array refusals;
    for (const auto& refusal : run.refusals) {
        if (refusals.size() == core::kMaxRefusals) break;
        refusals.push_back(
            {{"who", short_text(refusal.who, kMaxName)}, {"message", short_text(refusal.message, kMaxText)}});
    }
    return {{"id", run.id.str()},
            {"kind", core::to_string(run.kind)},
            {"started_at", base::to_millis(run.started_at)},
            {"ended_at", base::to_millis(run.ended_at)},
            {"result", core::to_string(run.result)},
            {"message", short_text(run.message, kMaxText)},
            {"read", run.read},
            {"created", run.created},
            {"updated", run.updated},
            {"removed", run.removed},
            {"held", run.held},
            {"refused", run.refused},
            {"refusals", std::move(refusals)}};
}

core::SyncRun read_sync_run(const json::object& object, FieldError& error) {
    const Fields fields(object, error);
    core::SyncRun run{.id = core::SyncRunId(fields.uuid("id")),
                      .kind = read_word(fields, "kind", core::parse_sync_run_kind),
                      .started_at = read_time(fields, "started_at"),
                      .ended_at = read_time(fields, "ended_at"),
                      .result = read_word(fields, "result", core::parse_sync_run_result),
                      .message = fields.optional_text("message", kMaxText),
                      .read = read_count(fields, "read"),
                      .created = read_count(fields, "created"),
                      .updated = read_count(fields, "updated"),
                      .removed = read_count(fields, "removed"),
                      .held = read_count(fields, "held"),
                      .refused = read_count(fields, "refused"),
                      .refusals = {}};
    const auto* refusals = fields.array("refusals", 0, core::kMaxRefusals);
    for (std::size_t i = 0; refusals != nullptr && i < refusals->size(); ++i) {
        const auto* refusal = (*refusals)[i].if_object();
        if (refusal == nullptr) {
            error.set("refusals", "a list of objects");
            break;
        }
        const Fields members(*refusal, error);
        run.refusals.push_back(
            {.who = members.optional_text("who", kMaxName), .message = members.optional_text("message", kMaxText)});
    }
    return run;
}

}  // namespace tilbage::wire
