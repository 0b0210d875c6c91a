// The agent's use case of people's sign-in: is this their password, and may they be let in? One question to the
// directory; nothing is written (docs/protocol.md §12).
#pragma once

#include <string>
#include <unordered_map>

#include "base/clock.h"
#include "base/guarded.h"
#include "core/ports/directory.h"
#include "core/ports/joined_people.h"
#include "core/ports/sealing_keys.h"
#include "core/writeback/admit.h"
#include "core/writeback/outcome.h"
#include "core/writeback/request.h"

namespace tilbage::core {

struct Validated {
    Outcome outcome;   // with a description whenever the person was found: the tenant needs the lockout's rules
    std::string note;  // English, for the log; no secret
};

class Validate {
public:
    struct World {
        JoinedPeople& joined;
        Directory& directory;
        const SealingKeys& keys;
        const base::Clock& clock;
    };
    explicit Validate(World world) : world_(world) {}

    // Any number of threads, but calls for one person one after another. The directory is asked once for a request,
    // whatever happens: a wrong password counts towards a lockout. A second delivery gets the first one's answer, and
    // outcome_unknown when another agent, or this one before a restart, may have asked. Nothing of this is kept on
    // disk.
    [[nodiscard]] Validated run(const Request& request, const AgentRules& rules);

private:
    struct Seen {
        Binding binding;
        Validated answer;
    };
    using Memory = std::unordered_map<RequestId, Seen>;

    [[nodiscard]] Validated ask(const Request& request, const AgentRules& rules);
    [[nodiscard]] Validated nobody();
    [[nodiscard]] Validated sign_in(const Request& request, const DirectoryPerson& person,
                                    const PasswordPolicy& policy);
    [[nodiscard]] base::Result<int> failures_that_count(const DirectoryPerson& person, const PasswordPolicy& policy);

    World world_;
    base::Guarded<Memory> seen_;
};

}  // namespace tilbage::core
