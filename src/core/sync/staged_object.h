// The connector space's copy of one object of a directory, and what an import tells about one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/sync/object_guid.h"

namespace tilbage::core {

// By objectClass; inetOrgPerson is a person; whatever cannot hold or be a person or group is not staged at all.
enum class ObjectKind { person, group, unit };  // unit: the domain's head, organizational units, containers

// One attribute by the name that sync_attributes() has for it. A value that refers to another object (manager) is that
// object's GUID, 16 bytes; every other value is as the directory has it. Never empty: what an object has not is not
// there.
struct StagedAttribute {
    std::string name;
    std::vector<std::string> values;
    bool operator==(const StagedAttribute&) const = default;
};

struct StagedObject {
    ObjectGuid guid;
    ObjectGuid parent;
    std::string rdn;  // "OU=People", escaped (RFC 4514); of the domain's head its whole DN
    ObjectKind kind = ObjectKind::unit;
    std::vector<StagedAttribute> attributes;  // by name
    bool operator==(const StagedObject&) const = default;

    [[nodiscard]] const StagedAttribute* find(std::string_view name) const;
    [[nodiscard]] std::string_view text(std::string_view name) const;  // the first value, or empty
};

// What an import tells about one object. `whole`: all there is to know, what it does not name is not there; otherwise
// only what has changed.
struct ObjectChange {
    ObjectGuid guid;
    bool deleted = false;  // nothing else counts then
    bool whole = false;
    ObjectKind kind = ObjectKind::unit;  // of a whole one
    std::optional<ObjectGuid> parent;
    std::optional<std::string> rdn;
    std::vector<StagedAttribute> attributes;  // no values: the attribute is gone
    // Of a group. Direct members by GUID, of any kind. With `members_whole` added is the whole list.
    bool members_whole = false;
    std::vector<ObjectGuid> members_added;
    std::vector<ObjectGuid> members_removed;
};

// The names of all attributes that are asked for, in the spelling of the schema and of StagedAttribute::name; member is
// none of them. No secret is among them.
[[nodiscard]] const std::vector<std::string>& sync_attributes();

}  // namespace tilbage::core
