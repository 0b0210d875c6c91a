// The units of a domain with the number of people in each, as they were at one moment.
#pragma once

#include <map>

#include "adapters/ldap/connection.h"
#include "adapters/ldap/setup/failure.h"
#include "core/identity/scope.h"

namespace tilbage::adapters::ldap {

// A value; any thread.
class TreeSnapshot {
public:
    // Reads every unit, and the name of every person: seconds for a hundred thousand.
    [[nodiscard]] static Found<TreeSnapshot> read(Connection& connection, const core::DistinguishedName& domain,
                                                  base::Millis timeout);

    // Of `parent`, or the domain itself when it is empty. not_found: no such unit.
    [[nodiscard]] Found<core::TreeNodes> children(const std::string& parent, std::size_t limit) const;
    [[nodiscard]] core::TreeNodes search(const std::string& text, std::size_t limit) const;
    [[nodiscard]] core::ScopeCounts count(const core::Scope& scope) const;
    [[nodiscard]] std::uint64_t people() const { return people_; }
    // Units, containers with somebody in them, and the domain.
    [[nodiscard]] bool has(const core::DistinguishedName& dn) const { return nodes_.contains(dn); }
    // not_found: no such unit.
    [[nodiscard]] Found<core::NamedObject> find(const std::string& dn) const;
    // `name` is for people.
    [[nodiscard]] Found<core::NamedObject> find(const core::ObjectGuid& guid, const std::string& name) const;

private:
    using Name = core::DistinguishedName;
    struct Node {
        core::TreeNode shown;
        std::string folded_name;
        core::ObjectGuid guid;
        // Shown to people in any case; else, and below such a one, only with somebody in it.
        bool is_plain = true;
    };

    Found<void> read_units(Connection& connection, base::Millis timeout);
    Found<void> read_people(Connection& connection, base::Millis timeout);
    void arrange();

    Name domain_;
    std::map<Name, Node> nodes_;
    std::map<Name, std::vector<const Node*>> children_;  // map nodes stay where they are
    std::map<Name, std::uint64_t> direct_people_;        // by container
    std::uint64_t people_ = 0;
};

}  // namespace tilbage::adapters::ldap
