// From the descriptors of units and people to what is missing, and where it is to be granted.
#pragma once

#include <map>
#include <set>
#include <unordered_map>

#include "core/directory_setup/grant_commands.h"

namespace tilbage::core {

// One point where a right is to be granted.
struct RightGap {
    ConnectorRight right{};
    std::string object_dn;
    GrantTo to = GrantTo::people_below;
    MissingRight::AppliesTo applies_to = MissingRight::AppliesTo::unit;
    bool inheritance_disabled = false;
    bool required = true;
    std::uint64_t people = 0;
    std::set<Guid> classes;     // of the people
    std::optional<Ace> denial;  // the object's own entry that takes the right away, and is to go first

    [[nodiscard]] std::vector<Guid> class_list() const { return {classes.begin(), classes.end()}; }
};

struct DirectoryPersonRights {
    std::string_view dn;
    std::span<const std::uint8_t> descriptor;
    Guid object_class = kUserClass;
    bool is_protected = false;
};

// One thread. Units first, then people.
class RightsFindings {
public:
    RightsFindings(Scope scope, DistinguishedName domain, Token token)
        : scope_(std::move(scope)), domain_(std::move(domain)), token_(std::move(token)) {}

    // A unit or container, in scope or not. A descriptor that cannot be read grants nothing. What has no place for
    // people is not asked about for itself, and stands only between those that are.
    enum class Place { for_people, in_between };
    void add_unit(const DistinguishedName& dn, std::span<const std::uint8_t> descriptor, Place place);
    void add_person(const DirectoryPersonRights& person);
    // A right on one object of the domain.
    void add_domain_gap(ConnectorRight right, std::string object_dn, bool required);

    [[nodiscard]] bool is_unit(const DistinguishedName& dn) const { return units_.contains(dn); }
    [[nodiscard]] std::uint64_t people() const { return people_; }
    // Also what units do not give to the account for people to come. Required ones first, units before people. Change
    // Password that the account holds only because everybody does is recommended.
    [[nodiscard]] std::vector<RightGap> gaps() const;
    // With the commands, and the counts but `took`.
    [[nodiscard]] RightsReport report(const GrantContext& context) const;

private:
    // One bit a right, as in rights_on_people().
    using Rights = std::uint8_t;
    struct Held {
        Rights rights = 0;
        bool inheritance_disabled = false;
        std::map<std::size_t, Ace> denials;  // by right
    };
    struct Unit {
        std::map<Guid, Rights> inherited;  // by class, what the account gets on somebody below from here
        bool inheritance_disabled = false;
        Place place = Place::for_people;
        SecurityDescriptor descriptor;
    };
    using Key = std::pair<std::size_t, std::string>;  // right, DN

    const Held& held(std::span<const std::uint8_t> descriptor);
    Held look_at(std::span<const std::uint8_t> descriptor) const;
    Rights rights_on(const SecurityDescriptor& descriptor) const;
    Rights on_person_below(Unit& unit, const Guid& object_class) const;
    // Where to grant what somebody of `object_class` in `container` lacks; null: on the person.
    std::pair<const DistinguishedName*, const Unit*> grant_point(DistinguishedName container, const Guid& object_class,
                                                                 std::size_t right);
    struct Source {
        const DistinguishedName* dn;
        const Unit* unit;
        const Ace* entry;
    };
    // Where somebody in `container` has a denial from; empty optional: not from a unit that is known.
    std::optional<Source> source_of(DistinguishedName container, const Ace& denial);
    void add_denied(const DistinguishedName& person, const DirectoryPersonRights& who, std::size_t right,
                    const Ace& denial);
    void add_own_gap(const DistinguishedName& person, const DirectoryPersonRights& who, std::size_t right,
                     bool inheritance_disabled, std::optional<Ace> denial);
    RightGap& gap_at(std::size_t right, const DistinguishedName& dn, const Unit& unit);

    const Scope scope_;
    const DistinguishedName domain_;
    const Token token_;
    std::map<DistinguishedName, Unit> units_;
    std::unordered_map<std::string, Held> held_;  // by the descriptor's bytes
    Held uncached_;
    std::map<Key, RightGap> on_units_;
    std::vector<RightGap> on_people_;
    std::vector<RightGap> on_domain_;
    std::uint64_t people_ = 0;
    std::uint64_t protected_ = 0;
};

}  // namespace tilbage::core
