// The agent's use case: one request, checked, written once, answered with the truth (docs/protocol.md §4).
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <variant>

#include "base/clock.h"
#include "core/banned/bans.h"
#include "core/ports/directory.h"
#include "core/ports/joined_people.h"
#include "core/ports/journal.h"
#include "core/ports/sealing_keys.h"
#include "core/writeback/admit.h"
#include "core/writeback/find_out.h"
#include "core/writeback/look_up_person.h"
#include "core/writeback/outcome.h"
#include "core/writeback/request.h"
#include "core/writeback/validate.h"
#include "core/writeback/write_limits.h"

namespace tilbage::core {

// A request whose write may have been done, and nobody knows yet. Holds the password only as it came, sealed.
struct OpenRequest {
    Request request;
    std::optional<std::int64_t> pwd_last_set_before;  // as our journal has it; empty: another agent may have written
    base::TimePoint quiet_since;                      // nobody has been writing since then, as far as we know
    int writes = 0;                                   // sent by this process
};

struct Applied {
    std::variant<Outcome, OpenRequest> result;
    std::string note;       // English, for the log: what the directory or the journal said; no secret
    Verdict screened = {};  // of the new password, when it came to that
    bool early = false;     // agent_busy because the first import is not done: soon there is a better answer
};

class PasswordScreen;

class Apply {
public:
    struct World {
        JoinedPeople& joined;
        Directory& directory;
        Journal& journal;
        const SealingKeys& keys;
        WriteLimits& limits;
        const base::Clock& clock;
        const PasswordScreen* screen = nullptr;  // null: no password is banned
    };
    Apply(World world, AgentRules rules)
        : world_(world),
          rules_(std::move(rules)),
          validate_({world.joined, world.directory, world.keys, world.clock}) {}

    // Any number of threads, but calls for one person (their source anchor) must come one after another, look_again()
    // included: that is what makes two deliveries of one request one write. Blocks for as long as the directory does,
    // the deadline at most.
    [[nodiscard]] Applied apply(const Request& request);

    // For a result that is still open: asks the directory again, and writes when it is certain that nothing was written
    // and there is time. Call it every few hundred milliseconds; after the deadline send give_up() and go on until
    // is_over().
    [[nodiscard]] Applied look_again(const OpenRequest& open);
    // outcome_unknown, noted in the journal: what is told at the deadline. A later look_again() may still replace it.
    [[nodiscard]] Outcome give_up(const OpenRequest& open);
    // The seal has expired: nothing more can be found out.
    [[nodiscard]] bool is_over(const OpenRequest& open) const;

private:
    // What came before this attempt.
    struct Past {
        bool maybe_written = false;
        std::optional<std::int64_t> pwd_last_set_before;  // set: our journal has the entry
        base::TimePoint quiet_since;
        int writes = 0;
        [[nodiscard]] bool begun() const noexcept { return pwd_last_set_before.has_value(); }
    };
    using Step = std::optional<Applied>;  // empty: go on

    Applied describe_person(const Request& request);
    Applied attempt(const Request& request, const Past& past);
    // The person at this moment, or why there is none to be written.
    tl::expected<DirectoryPerson, Applied> look_up(const SourceAnchor& anchor, Reading reading);
    Applied answer_lookup_failure(const Request& request, const Past& past, Applied failure);
    Step find_out_first(const Request& request, const Past& past, const DirectoryPerson& person);
    Step wait_until_settled(const Request& request, const Past& past);
    Applied write_password(const Request& request, const Past& past, const DirectoryPerson& person);
    Applied write_opened(const Request& request, const Past& past, const DirectoryPerson& person,
                         const PasswordWrite& write);
    Applied unlock(const Request& request, const Past& past, const DirectoryPerson& person);
    Step begin(const Request& request, const Past& past, const DirectoryPerson& person);
    std::optional<Outcome> proven_after_refusal(const Request& request, const Past& past, const PasswordText& next);
    base::TimePoint on_directory_clock(base::TimePoint time);
    Applied keep(const Binding& binding, Applied applied);

    World world_;
    const AgentRules rules_;
    Validate validate_;
};

}  // namespace tilbage::core
