// Loopback addresses, each from a /24 of its own: the tenant counts sessions and enrolments per address block
// (docs/protocol.md §6), and thousands of people do not sit behind one address.
#pragma once

#include <atomic>
#include <string>

namespace tilbage::bench {

// Any thread.
class AddressBlocks {
public:
    // `first`: how many of them another program has used.
    explicit AddressBlocks(unsigned first = 0) : used_(first) {}
    // 127.1.0.1, 127.1.1.1, …; below 127.64.0.0, where environments have their domain controllers.
    [[nodiscard]] std::string next() {
        const unsigned index = used_++;
        return "127." + std::to_string(1 + index / 256 % 63) + "." + std::to_string(index % 256) + ".1";
    }

private:
    std::atomic<unsigned> used_;
};

}  // namespace tilbage::bench
