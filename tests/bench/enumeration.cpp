#include "enumeration.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <memory>

#include "fault.h"
#include "rank_test.h"

namespace tilbage::bench {
namespace {

namespace json = boost::json;

constexpr std::size_t kCallsPerAddress = 320;  // four of a session; from 100 sessions on a proof of work is asked for
constexpr std::size_t kMostPerName = 9;
constexpr int kCodesUntilThrottled = 11;

// What an answer looks like, without its values.
std::string shape_of(const json::value& value) {
    if (const auto* object = value.if_object()) {
        std::string shape = "{";
        for (const auto& [name, member] : *object) shape += std::string(name) + ":" + shape_of(member) + ",";
        return shape + "}";
    }
    if (const auto* array = value.if_array()) return array->empty() ? "[]" : "[" + shape_of(array->front()) + "]";
    return std::string(json::to_string(value.kind()));
}

std::string shape_of(const HttpAnswer& answer) {
    auto shape = std::to_string(answer.status);
    std::vector<std::string> names;
    for (const auto& header : answer.headers) names.push_back(header.first);
    std::sort(names.begin(), names.end());
    for (const auto& name : names) shape += " " + name;
    if (answer.body.empty()) return shape;
    const auto body = json::parse(answer.body);
    if (const auto* object = body.if_object(); object != nullptr && object->contains("error")) {
        shape += " " + json::serialize(object->at("error").at("code"));
    }
    return shape + " " + shape_of(body) + " of " + std::to_string(answer.body.size()) + " bytes";
}

}  // namespace

// One side of a group: who is asked for, in a circle, and what came of it.
struct Enumeration::Side {
    const std::vector<std::string>* names;
    std::size_t steps = 0;  // of a try
    std::size_t next = 0;
    std::array<std::vector<double>, kEnumerationSteps.size()> milliseconds;
    std::array<std::string, kEnumerationSteps.size()> shapes;
    std::string label;
};

Enumeration::Enumeration(const Environment& environment, AddressBlocks& addresses, unsigned seed)
    : environment_(environment), addresses_(addresses), trust_(environment.tenant_ca), random_(seed) {}

json::array Enumeration::run(const std::vector<NameGroup>& groups, std::size_t count) {
    std::vector<Side> sides;
    std::vector<std::size_t> order;
    for (const auto& group : groups) {
        for (const auto* names : {&group.names, &group.known}) {
            const bool enough = group.throttled ? !names->empty() : names->size() * kMostPerName >= count;
            if (!enough) throw BenchFault(group.label + ": too few names for so many tries");
            if (group.throttled) std::for_each(names->begin(), names->end(), [&](const auto& name) { wear_out(name); });
            order.insert(order.end(), count, sides.size());
            // Who got no code has none to try.
            const auto steps = kEnumerationSteps.size() - (group.throttled ? 1 : 0);
            sides.push_back({names, steps, 0, {}, {}, group.label});
        }
    }
    std::shuffle(order.begin(), order.end(), random_);
    for (const auto side : order)
        attempt(sides[side], (*sides[side].names)[sides[side].next++ % sides[side].names->size()]);

    json::array rows;
    for (std::size_t at = 0; at < sides.size(); at += 2) {
        const auto& ours = sides[at];
        const auto& known = sides[at + 1];
        for (std::size_t step = 0; step < ours.steps; ++step) {
            if (ours.shapes[step] != known.shapes[step]) {
                throw BenchFault(ours.label + " can be told from known by what is answered to " +
                                 kEnumerationSteps[step] + ": " + ours.shapes[step] + " and " + known.shapes[step]);
            }
            Samples left;
            Samples right;
            const auto seconds = [](const auto& times) {
                double sum = 0;
                for (const auto time : times) sum += time / 1000;
                return sum;
            };
            left.add_block(ours.milliseconds[step], seconds(ours.milliseconds[step]));
            right.add_block(known.milliseconds[step], seconds(known.milliseconds[step]));
            const auto test = compare_ranks(left.milliseconds(), right.milliseconds());
            rows.push_back({{"case", ours.label + ": " + kEnumerationSteps[step]},
                            {"in_flight", 1},
                            {"ours", left.to_json()},
                            {"bare", right.to_json()},
                            {"median_ratio", rounded(left.percentile(0.5) / right.percentile(0.5))},
                            {"throughput_ratio", rounded(left.per_second() / right.per_second())},
                            {"count", left.count()},
                            {"superiority", rounded(test.superiority)},
                            {"p", test.p}});
        }
    }
    return rows;
}

// Until the next code would be one too many.
void Enumeration::wear_out(const std::string& name) {
    const auto started =
        call("/reset/v1/sessions", {}, json::serialize(json::object{{"userId", name}, {"locale", "en"}}));
    const auto cookie = started.header("set-cookie").substr(0, started.header("set-cookie").find(';'));
    call("/reset/v1/session/intent", cookie, R"({"intent": "reset"})");
    HttpAnswer last;
    for (int code = 0; code < kCodesUntilThrottled; ++code) {
        last = call("/reset/v1/session/codes", cookie, R"({"method": "email"})");
    }
    if (last.status != 429) throw BenchFault(name + " is not throttled, but answered " + std::to_string(last.status));
}

void Enumeration::attempt(Side& side, const std::string& name) {
    std::string cookie;
    std::size_t step = 0;
    const auto timed = [&](const std::string& path, const std::string& body) {
        auto& server = connection();
        HttpCall prepared{"POST", path, {}, body};
        if (!cookie.empty()) prepared.headers.emplace_back("Cookie", cookie);
        const auto wire = server.prepare(prepared);
        const auto began = Clock::now();
        auto answer = server.exchange(wire);
        side.milliseconds[step].push_back(std::chrono::duration<double, std::milli>(Clock::now() - began).count());
        const auto shape = shape_of(answer);
        auto& expected = side.shapes[step];
        if (expected.empty()) expected = shape;
        if (expected != shape)
            throw BenchFault(side.label + ", " + kEnumerationSteps[step] + ": answered " + shape + " and " + expected);
        ++step;
        return answer;
    };
    const auto started = timed("/reset/v1/sessions", json::serialize(json::object{{"userId", name}, {"locale", "en"}}));
    if (started.status != 201) throw BenchFault("no session, but " + std::to_string(started.status) + started.body);
    cookie = started.header("set-cookie").substr(0, started.header("set-cookie").find(';'));
    timed("/reset/v1/session/intent", R"({"intent": "reset"})");
    timed("/reset/v1/session/codes", R"({"method": "email"})");
    if (step == side.steps) return;
    // Right once in a million.
    timed("/reset/v1/session/verification", R"({"method": "email", "code": "000000"})");
}

HttpAnswer Enumeration::call(const std::string& path, const std::string& cookie, const std::string& body) {
    HttpCall prepared{"POST", path, {}, body};
    if (!cookie.empty()) prepared.headers.emplace_back("Cookie", cookie);
    return connection().exchange(prepared);
}

// A new address before the present one has to show work.
HttpsConnection& Enumeration::connection() {
    if (!connection_ || calls_on_connection_ >= kCallsPerAddress) {
        connection_ = std::make_unique<HttpsConnection>(trust_, environment_.tenant, addresses_.next());
        calls_on_connection_ = 0;
    }
    ++calls_on_connection_;
    return *connection_;
}

}  // namespace tilbage::bench
