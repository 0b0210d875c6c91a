// The whole way of a reset and of an unlock, from the submit of a sealed password to the answer, against a bare LDAP
// modify.
//   writeback_bench COUNT KIND... IN_FLIGHT...
// The environment's variables must be set. Prints one JSON object.
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "comparison.h"
#include "disk_sync.h"
#include "fault.h"

namespace {

using namespace tilbage::bench;
namespace json = boost::json;

constexpr std::size_t kFloorCount = 2000;
constexpr std::size_t kSyncCount = 50;

struct Arguments {
    std::size_t count = 0;
    std::vector<std::string> kinds;
    std::vector<int> in_flight;
};

Arguments read_arguments(int argc, char** argv) {
    Arguments read;
    for (int index = 1; index < argc; ++index) {
        const int number = std::atoi(argv[index]);
        if (number == 0) {
            read.kinds.emplace_back(argv[index]);
        } else if (read.count == 0) {
            read.count = static_cast<std::size_t>(number);
        } else {
            read.in_flight.push_back(number);
        }
    }
    if (read.kinds.empty() || read.in_flight.empty()) throw BenchFault("COUNT KIND... IN_FLIGHT... are needed");
    return read;
}

json::object measure(const Arguments& asked) {
    const auto environment = Environment::from_variables();
    AddressBlocks addresses;
    Comparison comparison(environment, environment.people, addresses);
    json::array rows;
    json::array floor;
    Samples disk_sync;
    for (const int in_flight : asked.in_flight) {
        auto round_trip = comparison.floor(in_flight, kFloorCount).to_json();
        round_trip["in_flight"] = in_flight;
        floor.push_back(round_trip);
    }
    for (const auto& kind : asked.kinds) {
        for (const int in_flight : asked.in_flight) {
            std::fprintf(stderr, "%s, %d in flight\n", kind.c_str(), in_flight);
            measure_disk_sync(environment.state_dir, kSyncCount, disk_sync);
            rows.push_back(comparison.run({kind, in_flight, asked.count}).to_json());
        }
    }
    return {{"rows", rows}, {"floor", floor}, {"disk_sync", disk_sync.to_json()}};
}

}  // namespace

int main(int argc, char** argv) {
    try {
        std::cout << json::serialize(measure(read_arguments(argc, argv))) << "\n";
        return 0;
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "writeback_bench: %s\n", fault.what());
        return 1;
    }
}
