// /reports/passwordReset: how many resets, unlocks, changes and registrations there were, day by day, and why some
// failed.
#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <charconv>
#include <map>

#include "tenant/graph/resources.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using std::chrono::days;

constexpr int kDefaultDays = 30;
constexpr int kMostDays = 365;

enum class Act : std::size_t { resets, unlocks, changes, registrations };
constexpr std::array<std::string_view, 4> kActs{"resets", "unlocks", "changes", "registrations"};

// The audit's actions that count, and as what.
const std::map<std::string, Act, std::less<>>& counted_actions() {
    static const std::map<std::string, Act, std::less<>> kActions{
        {"password.reset", Act::resets},   {"Reset password (by admin)", Act::resets},
        {"account.unlock", Act::unlocks},  {"Unlock user account (by admin)", Act::unlocks},
        {"password.change", Act::changes}, {"method.register", Act::registrations}};
    return kActions;
}

struct Tally {
    std::array<std::int64_t, kActs.size()> succeeded{};
    std::array<std::int64_t, kActs.size()> failed{};

    void add(Act act, bool is_success, std::int64_t count) {
        (is_success ? succeeded : failed).at(static_cast<std::size_t>(act)) += count;
    }
    [[nodiscard]] json::object json() const {
        json::object object;
        for (std::size_t i = 0; i < kActs.size(); ++i)
            object[kActs.at(i)] = json::object{{"succeeded", succeeded.at(i)}, {"failed", failed.at(i)}};
        return object;
    }
};

std::string date_of(std::int64_t day) { return date_time(base::from_millis(0) + days(day)).substr(0, 10); }

json::array reasons_json(const std::map<std::string, std::int64_t>& reasons) {
    std::vector<std::pair<std::string, std::int64_t>> in_order(reasons.begin(), reasons.end());
    std::ranges::stable_sort(in_order, std::greater{}, &std::pair<std::string, std::int64_t>::second);
    json::array values;
    for (const auto& [reason, count] : in_order) values.push_back({{"reason", reason}, {"count", count}});
    return values;
}

std::optional<int> read_days(const Call& call) {
    const auto text = call.request.query_value("days");
    if (!text) return kDefaultDays;
    int count = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), count);
    if (error != std::errc{} || end != text->data() + text->size() || count < 1 || count > kMostDays)
        return std::nullopt;
    return count;
}

void report(const Ports& ports, const Call& call, const Reply& reply) {
    const auto asked = read_days(call);
    if (!asked) return (void)reply(bad_request("days is a whole number from 1 to 365."));
    const auto today = std::chrono::floor<days>(ports.clock.now());
    const auto first = today - days(*asked - 1);
    std::vector<std::string> actions;
    for (const auto& [action, act] : counted_actions()) actions.push_back(action);
    const auto counts = ports.audit_search.count(call.principal.tenant_id, first, actions);
    if (!counts) return (void)reply(store_failed(call, counts.error()));

    std::map<std::int64_t, Tally> by_day;
    for (int i = 0; i < *asked; ++i) by_day[(first + days(i)).time_since_epoch() / days(1)];
    Tally total;
    std::map<std::string, std::int64_t> reasons;
    for (const auto& one : *counts) {
        const auto act = counted_actions().find(one.action)->second;
        const bool succeeded = one.result == "succeeded";
        total.add(act, succeeded, one.count);
        by_day[one.day].add(act, succeeded, one.count);
        if (!succeeded) reasons[one.result] += one.count;
    }
    json::array per_day;
    for (const auto& [day, tally] : by_day) {
        auto row = tally.json();
        row["date"] = date_of(day);
        per_day.push_back(std::move(row));
    }
    reply(entity(call, "reports/passwordReset",
                 {{"days", *asked},
                  {"totals", total.json()},
                  {"failures", reasons_json(reasons)},
                  {"perDay", std::move(per_day)}}));
}

}  // namespace

void add_reset_report(Routes& routes, const Ports& ports) {
    routes.add({"GET",
                "/beta/reports/passwordReset",
                Access::reader,
                {.properties = {}, .own = {"days"}},
                [&ports](const Call& call, const Reply& reply) { report(ports, call, reply); }});
}

}  // namespace tilbage::tenant::graph
