// The whole way of a reset and of an unlock, from the submit of a sealed password to the answer, against a bare LDAP
// modify.
//   writeback_bench [COUNT]      the environment's variables must be set; prints one JSON object
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "comparison.h"
#include "disk_sync.h"

namespace {

using namespace tilbage::bench;
namespace json = boost::json;

constexpr std::size_t kDefaultCount = 240;
constexpr std::size_t kFloorCount = 2000;
constexpr std::size_t kSyncCount = 50;

json::object measure(std::size_t count) {
    const auto environment = Environment::from_variables();
    AddressBlocks addresses;
    Comparison comparison(environment, environment.people, addresses);
    json::array rows;
    json::array floor;
    Samples disk_sync;
    for (const int in_flight : {1, 4, 8}) {
        auto round_trip = comparison.floor(in_flight, kFloorCount).to_json();
        round_trip["in_flight"] = in_flight;
        floor.push_back(round_trip);
    }
    for (const char* kind : {"reset", "unlock"}) {
        for (const int in_flight : {1, 4, 8}) {
            std::fprintf(stderr, "%s, %d in flight\n", kind, in_flight);
            measure_disk_sync(environment.state_dir, kSyncCount, disk_sync);
            rows.push_back(comparison.run({kind, in_flight, count}).to_json());
        }
    }
    return {{"rows", rows}, {"floor", floor}, {"disk_sync", disk_sync.to_json()}};
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const auto count = argc > 1 ? static_cast<std::size_t>(std::atoi(argv[1])) : kDefaultCount;
        std::cout << json::serialize(measure(count)) << "\n";
        return 0;
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "writeback_bench: %s\n", fault.what());
        return 1;
    }
}
