// Who is joined, as a test says. By default everybody: the object whose objectGUID is the anchor.
#pragma once

#include <map>

#include "core/ports/joined_people.h"

namespace tilbage::fakes {

// One thread at a time.
class FixedJoins final : public core::JoinedPeople {
public:
    core::Scope in_scope;
    std::map<core::SourceAnchor, core::JoinedLookup> special;

    base::Result<core::JoinedLookup> find(const core::SourceAnchor& anchor) override {
        if (const auto found = special.find(anchor); found != special.end()) return found->second;
        return core::JoinedLookup(core::JoinedPerson{anchor, *core::ObjectGuid::from(anchor.guid())});
    }
    [[nodiscard]] core::Scope scope() const override { return in_scope; }
};

}  // namespace tilbage::fakes
