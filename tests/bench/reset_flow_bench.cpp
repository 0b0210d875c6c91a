// Whole resets a second through the real HTTP interface, and whether the times tell who has an account.
//   reset_flow_bench flows COUNT IN_FLIGHT...
//   reset_flow_bench enumeration COUNT SEED FIRST_ADDRESS    groups on standard input: [{"label", "names", "known",
//   "throttled"}]
// The environment's variables must be set. Prints one JSON object.
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <iterator>

#include "enumeration.h"
#include "fault.h"
#include "whole_flow.h"

namespace {

using namespace tilbage::bench;
namespace json = boost::json;

constexpr std::size_t kWarmUp = 20;

std::vector<std::string> names(const json::value& list) {
    std::vector<std::string> read;
    for (const auto& name : list.as_array()) read.emplace_back(name.as_string());
    return read;
}

std::vector<NameGroup> read_groups() {
    const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
    std::vector<NameGroup> groups;
    const auto list = json::parse(text);
    for (const auto& entry : list.as_array()) {
        const auto& group = entry.as_object();
        groups.push_back({std::string(group.at("label").as_string()), names(group.at("names")),
                          names(group.at("known")), group.at("throttled").as_bool()});
    }
    return groups;
}

json::object measure(const std::vector<std::string>& arguments) {
    const bool is_enumeration = !arguments.empty() && arguments[0] == "enumeration";
    if (arguments.size() < (is_enumeration ? 4 : 3))
        throw BenchFault("flows COUNT IN_FLIGHT... or enumeration COUNT SEED FIRST_ADDRESS are needed");
    const auto environment = Environment::from_variables();
    const auto count = static_cast<std::size_t>(std::stoul(arguments[1]));
    AddressBlocks addresses(is_enumeration ? static_cast<unsigned>(std::stoul(arguments[3])) : 0);
    if (is_enumeration) {
        Enumeration enumeration(environment, addresses, static_cast<unsigned>(std::stoul(arguments[2])));
        return {{"rows", enumeration.run(read_groups(), count)}};
    }
    WholeFlow flow(environment, addresses);
    (void)flow.run(2, kWarmUp);
    json::array rows;
    for (std::size_t index = 2; index < arguments.size(); ++index) {
        std::fprintf(stderr, "whole flow, %s in flight\n", arguments[index].c_str());
        rows.push_back(flow.run(std::stoi(arguments[index]), count).to_json());
    }
    return {{"rows", rows}};
}

}  // namespace

int main(int argc, char** argv) {
    try {
        std::cout << json::serialize(measure({argv + 1, argv + argc})) << "\n";
        return 0;
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "reset_flow_bench: %s\n", fault.what());
        return 1;
    }
}
