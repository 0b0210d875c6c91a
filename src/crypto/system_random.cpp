#include "crypto/system_random.h"

#include <cstdlib>
#include <openssl/rand.h>

namespace tilbage::crypto {

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) std::abort();
}

}  // namespace tilbage::crypto
