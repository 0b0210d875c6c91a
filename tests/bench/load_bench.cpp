// One tenant node with thousands of idle reset sessions and a thousand idle agents: what each costs in memory, and what
// a reset and an unlock take meanwhile.
//   load_bench SESSIONS COUNT TENANT_PID IDLE_TENANT_DOMAIN < enrolment-codes
// The environment's variables must be set. As many agents as there are codes, one a line. Prints one JSON object.
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sys/resource.h>

#include "block.h"
#include "comparison.h"
#include "disk_sync.h"
#include "fault.h"
#include "idle_agent.h"
#include "idle_crowd.h"

namespace {

using namespace tilbage::bench;
namespace json = boost::json;

constexpr std::size_t kFloorCount = 2000;
constexpr std::size_t kSyncCount = 50;
constexpr int kOpeners = 4;
// Of the 300 sessions and the 10 enrolments that an address block has.
constexpr std::size_t kSessionsPerBlock = 250;
constexpr std::size_t kAgentsPerBlock = 8;
constexpr std::chrono::seconds kPingPatience{60};

struct Arguments {
    std::size_t sessions = 0;
    std::size_t count = 0;
    std::string tenant_pid;
    std::string idle_domain;
};

// Resident, in kB; once it stands still.
double settled_resident_kb(const std::string& pid) {
    const auto read = [&] {
        std::ifstream status("/proc/" + pid + "/status");
        for (std::string word; status >> word;) {
            double size = 0;
            if (word == "VmRSS:" && status >> size) return size;
        }
        throw BenchFault("process " + pid + " is gone");
    };
    constexpr double kStill = 64;
    auto before = read();
    for (int tries = 0; tries < 20; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        const auto now = read();
        if (now - before < kStill && before - now < kStill) return now;
        before = now;
    }
    return before;
}

std::vector<std::string> address_for_each(std::size_t count, std::size_t per_block, AddressBlocks& addresses) {
    std::vector<std::string> made;
    for (std::size_t index = 0; index < count; ++index) {
        made.push_back(index % per_block == 0 ? addresses.next() : made.back());
    }
    return made;
}

void connect_agents(const Environment& environment, const std::string& domain, const std::vector<std::string>& codes,
                    AddressBlocks& addresses, IdleCrowd& crowd) {
    const TlsTrust trust(environment.tenant_ca);
    const auto sources = address_for_each(codes.size(), kAgentsPerBlock, addresses);
    Samples not_measured;
    run_block(kOpeners, codes.size(), not_measured, [&](int, std::size_t index) {
        crowd.add_agent(connect_idle_agent(trust, {environment.tenant, domain}, codes[index], sources[index]));
    });
    const auto deadline = Clock::now() + kPingPatience;
    while (crowd.counts().quietest_agent == 0) {
        if (Clock::now() > deadline) throw BenchFault("an idle agent was never pinged");
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

void open_sessions(const Environment& environment, const std::vector<Person>& people, std::size_t count,
                   AddressBlocks& addresses, IdleCrowd& crowd) {
    const TlsTrust trust(environment.tenant_ca);
    const auto sources = address_for_each(count, kSessionsPerBlock, addresses);
    Samples not_measured;
    run_block(kOpeners, count, not_measured, [&](int, std::size_t index) {
        auto connection = std::make_unique<HttpsConnection>(trust, environment.tenant, sources[index]);
        ResetPage page(*connection);
        const auto session = page.start(people[index % people.size()]);
        crowd.add_page(std::move(connection));
    });
}

void compare(const Environment& environment, Comparison& comparison, const std::string& when, std::size_t count,
             json::object& report) {
    auto round_trip = comparison.floor(1, kFloorCount).to_json();
    round_trip["case"] = when;
    round_trip["in_flight"] = 1;
    Samples disk_sync;
    measure_disk_sync(environment.state_dir, kSyncCount, disk_sync);
    round_trip["disk_sync"] = disk_sync.to_json();
    report["floor"].as_array().push_back(round_trip);
    for (const char* kind : {"reset", "unlock"}) {
        std::fprintf(stderr, "%s, %s\n", kind, when.c_str());
        auto row = comparison.run({kind, 1, count}).to_json();
        row["case"] = kind + (", " + when);
        report["rows"].as_array().push_back(row);
    }
}

json::object counts_to_json(const IdleCrowd::Counts& counts) {
    return {{"sessions", counts.pages}, {"agents", counts.agents}, {"lost", counts.lost}};
}

json::object measure(const Arguments& asked, const std::vector<std::string>& codes) {
    const auto environment = Environment::from_variables();
    // A success ends all sessions of its person, so those who are measured are not those who idle.
    std::vector<Person> measured;
    std::vector<Person> idle;
    for (const auto& person : environment.people)
        (person.account.starts_with("user") ? measured : idle).push_back(person);

    AddressBlocks addresses;
    Comparison comparison(environment, measured, addresses);
    IdleCrowd crowd;
    json::object report{{"rows", json::array()}, {"floor", json::array()}};

    compare(environment, comparison, "nobody else", asked.count, report);
    const auto alone = settled_resident_kb(asked.tenant_pid);
    connect_agents(environment, asked.idle_domain, codes, addresses, crowd);
    const auto with_agents = settled_resident_kb(asked.tenant_pid);
    open_sessions(environment, idle, asked.sessions, addresses, crowd);
    const auto with_sessions = settled_resident_kb(asked.tenant_pid);
    report["before_load"] = counts_to_json(crowd.counts());
    compare(environment, comparison, "under load", asked.count, report);
    report["after_load"] = counts_to_json(crowd.counts());

    const auto each = [](double kb, std::size_t count) {
        return count > 0 ? rounded(kb / static_cast<double>(count)) : 0;
    };
    report["tenant_mb"] = {{"alone", rounded(alone / 1024)},
                           {"with_agents", rounded(with_agents / 1024)},
                           {"with_sessions", rounded(with_sessions / 1024)},
                           {"at_the_end", rounded(settled_resident_kb(asked.tenant_pid) / 1024)}};
    report["agent_connection_kb"] = each(with_agents - alone, codes.size());
    report["session_connection_kb"] = each(with_sessions - with_agents, asked.sessions);
    return report;
}

// Thousands of sockets at our end, too.
void raise_file_limit() {
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
}

}  // namespace

int main(int argc, char** argv) {
    raise_file_limit();
    try {
        if (argc != 5) throw BenchFault("SESSIONS COUNT TENANT_PID IDLE_TENANT_DOMAIN are needed");
        const Arguments asked{static_cast<std::size_t>(std::atoi(argv[1])),
                              static_cast<std::size_t>(std::atoi(argv[2])), argv[3], argv[4]};
        const std::vector<std::string> codes{std::istream_iterator<std::string>(std::cin), {}};
        std::cout << json::serialize(measure(asked, codes)) << "\n";
        return 0;
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "load_bench: %s\n", fault.what());
        return 1;
    }
}
