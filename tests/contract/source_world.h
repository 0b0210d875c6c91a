// A directory to run the contract of core/ports/change_source.h on, and the hands of its administrator.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/ports/change_source.h"

namespace tilbage::contract {

class SourceWorld {
public:
    virtual ~SourceWorld() = default;
    virtual core::ChangeSource& source() = 0;
    // The same directory for an account that may not read the container of deleted objects.
    virtual core::ChangeSource& blind_source() = 0;
    // The next read_changes() of source() loses its server in the middle, once. In the worlds of
    // breakable_source_worlds() alone.
    virtual void break_next_reading() = 0;

    // A unit of the suite's own; everything below it is the tests'.
    virtual core::ObjectGuid root() = 0;
    virtual core::ObjectGuid add_unit(const core::ObjectGuid& parent, const std::string& name) = 0;
    virtual core::ObjectGuid add_person(const core::ObjectGuid& parent, const std::string& name) = 0;
    virtual core::ObjectGuid add_group(const core::ObjectGuid& parent, const std::string& name,
                                       const std::vector<core::ObjectGuid>& members) = 0;
    // More objects than a directory tells of one attribute at once (MaxValRange, 1,500), of whatever kind.
    virtual std::vector<core::ObjectGuid> many_objects() = 0;
    // What is not staged: a computer. Where there can be none: the GUID of nothing.
    virtual core::ObjectGuid add_computer(const core::ObjectGuid& parent, const std::string& name) = 0;
    virtual void set(const core::ObjectGuid& guid, const std::string& attribute,
                     const std::vector<std::string>& values) = 0;
    virtual void set_manager(const core::ObjectGuid& guid, const std::optional<core::ObjectGuid>& manager) = 0;
    // To this name, as people write it, below `parent`.
    virtual void rename(const core::ObjectGuid& guid, const std::string& name, const core::ObjectGuid& parent) = 0;
    virtual void remove(const core::ObjectGuid& guid) = 0;  // with everything below
    virtual void revive(const core::ObjectGuid& guid, const std::string& name, const core::ObjectGuid& parent) = 0;
    virtual void add_member(const core::ObjectGuid& group, const core::ObjectGuid& member) = 0;
    virtual void remove_member(const core::ObjectGuid& group, const core::ObjectGuid& member) = 0;
    virtual std::string dn_of(const core::ObjectGuid& guid) = 0;
};

// "fake", "fake_paged", and with a domain controller "samba"; with the LDAP proxy in front of it "samba_paged", which
// pages DirSync as Samba never does.
[[nodiscard]] std::vector<std::string> source_worlds();
[[nodiscard]] std::vector<std::string> breakable_source_worlds();
[[nodiscard]] SourceWorld& source_world_of(const std::string& name);
void close_source_worlds();

[[nodiscard]] std::unique_ptr<SourceWorld> make_fake_source_world(std::size_t page);
enum class Through { nothing, proxy };
[[nodiscard]] std::unique_ptr<SourceWorld> make_samba_source_world(Through through);

}  // namespace tilbage::contract
