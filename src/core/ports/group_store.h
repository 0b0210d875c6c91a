// The tenant's groups. Any thread; every call is one transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/group.h"

namespace tilbage::core {

struct GroupPage {
    std::vector<Group> groups;
    std::int64_t total = 0;
};

// A place in the order of display names, to go on behind it.
struct GroupCursor {
    std::string folded_name;
    std::string id;
};

struct GroupQuery {
    std::string starts_with;  // of the display name, whatever its case; empty: all
    std::optional<GroupCursor> after;
    std::int64_t count = 100;
};

struct GroupsFound {
    std::vector<Group> groups;        // in the order of their display names, without their members
    std::optional<GroupCursor> next;  // there is more behind it
};

// A member as lists show it.
struct ListedMember {
    GroupMember member;
    std::string display_name;
    std::string user_name;  // of a person
};

struct MemberPage {
    std::vector<ListedMember> members;  // people first, each kind in the order of ids
    bool more = false;
};

class GroupStore {
public:
    virtual ~GroupStore() = default;
    virtual base::Result<std::optional<Group>> find(const TenantId& tenant, const GroupId& id) = 0;
    virtual base::Result<std::optional<Group>> find_by_anchor(const TenantId& tenant, const SourceAnchor& anchor) = 0;
    // 1-based, ordered by id, with members.
    virtual base::Result<GroupPage> list(const TenantId& tenant, std::int64_t start, std::int64_t count) = 0;
    virtual base::Result<GroupsFound> search(const TenantId& tenant, const GroupQuery& query) = 0;
    virtual base::Result<std::int64_t> count(const TenantId& tenant) = 0;
    // Direct members behind `after`.
    virtual base::Result<MemberPage> members(const TenantId& tenant, const GroupId& id,
                                             const std::optional<GroupMember>& after, std::int64_t count) = 0;
    // Without their members, by display name. `nested`: through other groups too; circles end.
    virtual base::Result<std::vector<Group>> groups_of(const TenantId& tenant, const GroupMember& member,
                                                       bool nested) = 0;
    // Inserts, or replaces the one with the same id. conflict: the anchor is another group's. invalid_argument: a
    // member that the tenant does not have; nothing is changed then. A member who is a deleted person is left out.
    virtual base::Result<void> put(const Group& group, base::TimePoint now) = 0;
    virtual base::Result<bool> remove(const TenantId& tenant, const GroupId& id) = 0;
};

}  // namespace tilbage::core
