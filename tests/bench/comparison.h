// Ours against bare, in turns: a block of requests through the product, a block of LDAP modifies, and again, so that
// whatever else the machine does hits both.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "address_blocks.h"
#include "bare_directory.h"
#include "environment.h"
#include "https_connection.h"
#include "mailbox.h"
#include "reset_page.h"
#include "samples.h"

namespace tilbage::bench {

struct Case {
    std::string kind;  // "reset", "unlock"
    int in_flight = 1;
    std::size_t count = 0;  // of each, ours and bare
};

struct CaseResult {
    Case asked;
    Samples ours;
    Samples bare;
    [[nodiscard]] boost::json::object to_json() const;  // a row of ./dev bench
};

// Runs cases one after the other. Each request has another person, so that within a block nobody waits for anybody. One
// thread.
class Comparison {
public:
    // `people` are worn out in a circle; at most 8 requests each, for the tenant's limits hold here as everywhere.
    Comparison(const Environment& environment, std::vector<Person> people, AddressBlocks& addresses);

    // Throws BenchFault when anything does not succeed; every block's effect is checked in the directory.
    [[nodiscard]] CaseResult run(const Case& asked);
    // What the client and one HTTPS round trip cost: GET /healthz on the same kind of connection.
    [[nodiscard]] Samples floor(int in_flight, std::size_t count);

private:
    struct Lanes;  // a connection to the tenant and one to the directory for each in flight
    struct Turn {
        const Person* person = nullptr;
        ResetSession session;
        PreparedRequest request;
    };

    void run_turns(const Case& asked, Lanes& lanes, CaseResult& result);
    [[nodiscard]] std::vector<Turn> prepare(const std::string& kind, std::size_t count);
    void run_ours(const Case& asked, Lanes& lanes, const std::vector<Turn>& turns, Samples& samples);
    void run_bare(const Case& asked, Lanes& lanes, const std::vector<Turn>& turns, Samples& samples);
    void lock(const std::vector<Turn>& turns);
    void check(const Turn& turn);
    [[nodiscard]] std::string new_password();

    const Environment& environment_;
    std::vector<Person> people_;
    AddressBlocks& addresses_;
    TlsTrust trust_;
    Mailbox mailbox_;
    BareDirectory surroundings_;
    std::size_t next_person_ = 0;
    std::string run_id_;  // no password of an earlier run comes again
    std::size_t passwords_ = 0;
};

}  // namespace tilbage::bench
