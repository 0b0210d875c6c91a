// The person behind a source anchor, at this moment, in the directory.
#pragma once

#include <string>
#include <tl/expected.hpp>

#include "core/ports/directory.h"
#include "core/ports/joined_people.h"
#include "core/writeback/reason.h"

namespace tilbage::core {

struct LookupFailure {
    Reason reason = Reason::agent_unavailable;
    std::string note;  // English, for the log
};

// `to_write`: without looking whether a lockout is still in force (Directory::find_person_to_write).
enum class Reading { to_write, to_tell };

// agent_unavailable, agent_busy (the first import is not done), multiple_matches, user_not_found,
// directory_unavailable.
[[nodiscard]] tl::expected<DirectoryPerson, LookupFailure> look_up_person(JoinedPeople& joined, Directory& directory,
                                                                          const SourceAnchor& anchor, Reading reading);

}  // namespace tilbage::core
