#include "wire/sync_check_in.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "wire/explanation_json.h"
#include "wire/short_text.h"
#include "wire/sync_check_in_limits.h"
#include "wire/sync_run_json.h"

namespace tilbage::wire {
namespace json = boost::json;
using namespace sync_limits;
namespace {

json::value time_json(const std::optional<base::TimePoint>& time) {
    return time ? json::value(base::to_millis(*time)) : json::value(nullptr);
}

json::object directory_json(const core::DirectoryReport& directory) {
    json::object object{{"domain", directory.domain},
                        {"forest", directory.forest},
                        {"server", directory.server},
                        {"people", directory.people},
                        {"groups", directory.groups},
                        {"units", directory.units},
                        {"disputed", directory.disputed},
                        {"refused", directory.refused},
                        {"last_change_at", time_json(directory.last_change_at)},
                        {"full_at", time_json(directory.full_at)},
                        {"sees_deletions", directory.sees_deletions}};
    if (!directory.problem.empty()) object["problem"] = short_text(directory.problem, kMaxText);
    return object;
}

json::object problem_json(const core::SyncProblem& problem) {
    return {{"code", short_text(problem.code, kMaxCode)}, {"message", short_text(problem.message, kMaxText)}};
}

json::value held_json(const std::optional<core::HeldRemovals>& held) {
    if (!held) return nullptr;
    json::array sample;
    for (const auto& name : held->sample) {
        if (sample.size() < core::kMaxHeldSample) sample.push_back(json::value(short_text(name, kMaxName)));
    }
    return {{"count", held->count},
            {"threshold", held->threshold},
            {"people", held->people},
            {"since", base::to_millis(held->since)},
            {"sample", std::move(sample)}};
}

json::object answer_json(const core::SyncOrderAnswer& answer) {
    json::object result;
    if (answer.problem) {
        result["error"] = problem_json(*answer.problem);
    } else if (answer.explanation) {
        result = explanation_json(*answer.explanation);
    }
    return {{"id", answer.id.str()}, {"result", std::move(result)}};
}

json::object report_json(const core::SyncReport& report) {
    json::array directories;
    for (const auto& directory : report.directories) {
        if (directories.size() < core::kMaxReportedDirectories) directories.push_back(directory_json(directory));
    }
    return {{"directories", std::move(directories)},
            {"state", core::to_string(report.state)},
            {"problem", report.problem ? json::value(problem_json(*report.problem)) : json::value(nullptr)},
            {"wants_lease", report.wants_lease},
            {"held_removals", held_json(report.held_removals)}};
}

}  // namespace

std::string encode_sync_check_in(const core::SyncCheckIn& check_in) {
    auto body = report_json(check_in.report);
    json::array answers;
    for (const auto& answer : check_in.answers) {
        if (answers.size() < core::kMaxAnswers) answers.push_back(answer_json(answer));
    }
    body["answers"] = std::move(answers);
    auto room = kMaxSyncCheckIn - std::min(kMaxSyncCheckIn, json::serialize(body).size() + kSpare);
    json::array runs;
    for (const auto& run : check_in.runs) {
        auto object = sync_run_json(run);
        const auto size = json::serialize(object).size() + 1;
        if (runs.size() == core::kMaxReportedRuns || size > room) break;
        room -= size;
        runs.push_back(std::move(object));
    }
    body["runs"] = std::move(runs);
    return json::serialize(body);
}

std::string encode_sync_answer(const core::SyncCheckInAnswer& answer) {
    json::array acknowledged;
    for (const auto& id : answer.acknowledged_runs) acknowledged.push_back(json::value(id.str()));
    json::array orders;
    for (const auto& order : answer.orders) {
        json::object object{{"id", order.id.str()}, {"order", core::to_string(order.kind)}};
        if (!order.user.empty()) object["user"] = order.user;
        orders.push_back(std::move(object));
    }
    const auto& threshold = answer.removal_threshold;
    return json::serialize(json::object{
        {"lease",
         {{"held", answer.lease.held},
          {"holder", answer.lease.holder},
          {"expires_at", base::to_millis(answer.lease.expires_at)},
          {"valid_for", answer.lease.valid_for.count()}}},
        {"settings", {{"removal_threshold", {{"type", core::to_string(threshold.type)}, {"value", threshold.value}}}}},
        {"acknowledged_runs", std::move(acknowledged)},
        {"orders", std::move(orders)}});
}

}  // namespace tilbage::wire
