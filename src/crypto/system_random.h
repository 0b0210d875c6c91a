// OpenSSL's generator.
#pragma once

#include "base/random.h"

namespace tilbage::crypto {

class SystemRandom final : public base::Random {
public:
    // Ends the process when the system has no randomness: nothing safe can follow.
    void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace tilbage::crypto
