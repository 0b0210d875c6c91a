// Some work before another session from an address block that has been busy, so that a bot that tries names pays for
// each of them and a person waits a second at most. The challenge carries all that is needed to check it, signed; only
// that it has served is remembered (by the counter, limits::proofs_used()).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "base/secret.h"

namespace tilbage::core {

struct WorkProof {
    std::string challenge;
    std::string n;  // decimal
};

// Zero: none is asked for. `sessions`: of this address block, so far, in the window.
[[nodiscard]] int proof_bits(int sessions);
[[nodiscard]] std::string new_challenge(const base::SecretBytes& key, const std::string& address_block, int bits,
                                        base::TimePoint now, base::Random& random);
// Whether the challenge is ours, of this address block and not too old, and SHA-256(challenge "." n) begins with as
// many zero bits as it asks for.
[[nodiscard]] bool proves_work(const base::SecretBytes& key, const std::string& address_block, const WorkProof& proof,
                               base::TimePoint now);

}  // namespace tilbage::core
