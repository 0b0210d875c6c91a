// What ends a measurement: something did not work. A slow answer is never one.
#pragma once

#include <stdexcept>

namespace tilbage::bench {

class BenchFault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace tilbage::bench
