// Whom the agent's synchronisation engine has joined, as writeback asks before anything is written: a password goes to
// nobody else. Implemented by connect/sync over the metaverse. Any thread.
#pragma once

#include <variant>

#include "base/result.h"
#include "core/identity/ids.h"
#include "core/identity/scope.h"
#include "core/sync/object_guid.h"

namespace tilbage::core {

// A person of the directory whom the tenant knows by this source anchor.
struct JoinedPerson {
    SourceAnchor anchor;
    ObjectGuid guid;
    bool operator==(const JoinedPerson&) const = default;
};
struct NotJoined {};       // nobody in scope has the anchor
struct DisputedAnchor {};  // several have it with the same right
struct NotYetKnown {};     // the first import is not finished
using JoinedLookup = std::variant<NotJoined, DisputedAnchor, NotYetKnown, JoinedPerson>;

class JoinedPeople {
public:
    virtual ~JoinedPeople() = default;
    virtual base::Result<JoinedLookup> find(const SourceAnchor& anchor) = 0;
    // As the configuration's names are now that units may have been renamed.
    [[nodiscard]] virtual Scope scope() const = 0;
};

}  // namespace tilbage::core
