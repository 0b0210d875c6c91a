// Can somebody who asks for a reset of a name learn whether there is such a person? The same calls for names of two
// groups, in a random order: what is answered must be the same but for its values, and the times are compared.
#pragma once

#include <array>
#include <boost/json/array.hpp>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "address_blocks.h"
#include "environment.h"
#include "https_connection.h"
#include "samples.h"

namespace tilbage::bench {

// The calls of one try, in their order: the last one tries a code that is wrong.
inline constexpr std::array<const char*, 4> kEnumerationSteps{"session", "intent", "code", "proof"};

// `names` against `known`: user names, each used 9 times at most, for the tenant counts codes (docs/protocol.md §6).
struct NameGroup {
    std::string label;
    std::vector<std::string> names;
    std::vector<std::string> known;
    bool throttled = false;  // both have asked for more codes than they may, before anything is measured
};

// One thread.
class Enumeration {
public:
    Enumeration(const Environment& environment, AddressBlocks& addresses, unsigned seed);
    // `count` tries of each side. Rows of ./dev bench with `superiority` and `p` of the rank test. Throws BenchFault
    // when the answers differ in status, in the names of headers, or in the shape of the body.
    [[nodiscard]] boost::json::array run(const std::vector<NameGroup>& groups, std::size_t count);

private:
    struct Side;
    void wear_out(const std::string& name);
    void attempt(Side& side, const std::string& name);
    HttpAnswer call(const std::string& path, const std::string& cookie, const std::string& body);
    HttpsConnection& connection();

    const Environment& environment_;
    AddressBlocks& addresses_;
    TlsTrust trust_;
    std::mt19937 random_;
    std::unique_ptr<HttpsConnection> connection_;
    std::size_t calls_on_connection_ = 0;
};

}  // namespace tilbage::bench
