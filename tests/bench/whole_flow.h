// Everything that a person who forgot the password does, from the first call on a new connection to the outcome, step
// by step; and a bare LDAP modify in turns with it: the directory's share.
#pragma once

#include <array>
#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "address_blocks.h"
#include "environment.h"
#include "https_connection.h"
#include "samples.h"

namespace tilbage::bench {

// In the order in which they come. `mail`: until the code is in the mailbox. `ticket`: and the sealing.
inline constexpr std::array<const char*, 7> kFlowSteps{"connection", "session", "code", "mail",
                                                       "proof",      "ticket",  "write"};

struct FlowResult {
    int in_flight = 1;
    Samples flows;
    std::array<Samples, kFlowSteps.size()> steps;
    Samples bare;
    [[nodiscard]] boost::json::object to_json() const;  // a row of ./dev bench, with `steps` and `directory_share`
};

// Each flow has another person, at most 8 flows each. One thread; it starts its own.
class WholeFlow {
public:
    WholeFlow(const Environment& environment, AddressBlocks& addresses);
    // Throws BenchFault when anything does not succeed; one reset of every block is checked by a bind.
    [[nodiscard]] FlowResult run(int in_flight, std::size_t count);

private:
    struct Lanes;
    using StepTimes = std::array<double, kFlowSteps.size()>;

    void run_ours(const std::vector<const Person*>& people, FlowResult& result);
    void run_bare(Lanes& lanes, const std::vector<const Person*>& people, FlowResult& result);
    StepTimes flow(const Person& person, const std::string& password, const std::string& address);
    [[nodiscard]] std::string new_password();

    const Environment& environment_;
    AddressBlocks& addresses_;
    TlsTrust trust_;
    std::size_t next_person_ = 0;
    std::string run_id_;  // no password of an earlier run comes again
    std::size_t passwords_ = 0;
};

}  // namespace tilbage::bench
