#include "connect/sync/local_desk.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "base/log.h"
#include "connect/log_events.h"
#include "wire/explanation_json.h"

namespace tilbage::connect {
namespace json = boost::json;
namespace {

constexpr std::chrono::hours kKept{1};  // an order that nobody waits for any more

json::object run_json(const core::SyncRun& run) {
    json::array refusals;
    for (const auto& refusal : run.refusals) refusals.push_back({{"who", refusal.who}, {"message", refusal.message}});
    return {{"id", run.id.str()},
            {"kind", core::to_string(run.kind)},
            {"started_at", base::to_millis(run.started_at)},
            {"ended_at", base::to_millis(run.ended_at)},
            {"result", core::to_string(run.result)},
            {"message", run.message},
            {"read", run.read},
            {"created", run.created},
            {"updated", run.updated},
            {"removed", run.removed},
            {"held", run.held},
            {"refused", run.refused},
            {"refusals", std::move(refusals)}};
}

}  // namespace

std::string_view local_word(core::SyncOrderKind kind) { return core::to_string(kind); }

std::string encode_local_answer(const LoopOrder::Answer& answer) {
    json::object object;
    if (answer.problem) {
        object["error"] = json::object{{"code", answer.problem->code}, {"message", answer.problem->message}};
    } else if (answer.explanation) {
        object = wire::explanation_json(*answer.explanation);
    } else {
        if (answer.run) object["run"] = run_json(*answer.run);
        object["allowed"] = answer.allowed;
    }
    return json::serialize(object);
}

void LocalDesk::answer(const std::string& id, const LoopOrder::Answer& answer) {
    const auto kept = orders_.answer(id, encode_local_answer(answer));
    if (!kept) base::log(events::kStateNotWritten, {{"message", kept.error().message}});
}

std::vector<LoopOrder> LocalDesk::take() {
    const auto now = clock_.now();
    if (now > cleaned_ + kKept) {
        cleaned_ = now;
        (void)orders_.drop_before(now - kKept);  // the next hour does, when this one cannot
    }
    std::vector<LoopOrder> taken;
    const auto open = orders_.open();
    if (!open) return taken;  // whoever waits goes on waiting, and the next look tries again
    for (const auto& order : *open) {
        const auto kind = core::parse_sync_order_kind(order.what);
        if (!kind) {
            answer(order.id, {.problem = core::SyncProblem{.code = "unknown_order",
                                                           .message = "this agent does not know the order: the command "
                                                                      "line is of another version"}});
            continue;
        }
        taken.push_back({.kind = *kind,
                         .user = order.argument,
                         .answer = [this, id = order.id](const LoopOrder::Answer& what) { answer(id, what); }});
    }
    return taken;
}

}  // namespace tilbage::connect
