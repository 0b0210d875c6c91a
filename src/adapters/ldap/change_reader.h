// An entry of a DirSync answer, or of a search, as a change for the connector space. Pure, any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/ldap/entry.h"
#include "core/sync/staged_object.h"

namespace tilbage::adapters::ldap {

// Everything that is staged, by objectClass alone, which a deleted object keeps. Computers and managed service accounts
// (computers by class) are none; the accounts of trusts are of class user and are told apart by their
// userAccountControl.
inline constexpr std::string_view kStagedFilter =
    "(&(|(objectClass=user)(objectClass=group)(objectClass=organizationalUnit)(objectClass=container)"
    "(objectClass=domainDNS)(objectClass=builtinDomain)(objectClass=lostAndFound)(objectClass=organization)"
    "(objectClass=locality)(objectClass=country))(!(objectClass=computer)))";

class ChangeReader {
public:
    // `names`: of the attributes that are staged, in the spelling that they are staged by. `head`: DN of the domain.
    ChangeReader(const std::vector<std::string>& names, std::string head);

    // What to ask for; member is among them.
    [[nodiscard]] const std::vector<std::string>& asked() const { return asked_; }
    // The same for who knows where an object lies and that it is there: a server looks the parent of each up apart.
    [[nodiscard]] const std::vector<std::string>& asked_in_a_unit() const { return asked_in_a_unit_; }

    // Entries with extended DNs (extended_dn.h). Empty optional: nothing that is staged.
    // Of DirSync with incremental values: an object with its objectClass, its name, its parent and whenCreated was
    // made since the cookie, and is whole; a deleted one is told as that. Attributes without values are gone.
    [[nodiscard]] std::optional<core::ObjectChange> from_dirsync(const Entry& entry) const;
    // Whether an object was deleted before and is there again: what referred to it may have been lost, or have come
    // back with it (the recycle bin), and nothing is told of either.
    [[nodiscard]] static bool tells_of_revival(const Entry& entry);
    // Of a search that asked for `asked()`, or of one directly below `parent`: whole. Members that stand in ranges are
    // the caller's to complete.
    [[nodiscard]] std::optional<core::ObjectChange> from_search(
        const Entry& entry, const std::optional<core::ObjectGuid>& parent = std::nullopt) const;

private:
    struct NoCase {
        using is_transparent = void;
        bool operator()(std::string_view a, std::string_view b) const;
    };

    [[nodiscard]] std::optional<core::ObjectChange> begin(const Entry& entry,
                                                          const std::optional<core::ObjectGuid>& parent) const;
    void read_attributes(const Entry& entry, core::ObjectChange& change) const;
    void read_increments(const Attribute& attribute, std::string_view name, bool added,
                         core::ObjectChange& change) const;

    std::map<std::string, std::string, NoCase> names_;  // to themselves, in the spelling that is staged
    std::vector<std::string> asked_;
    std::vector<std::string> asked_in_a_unit_;
    std::string head_;
};

// The groups that hold the entry's object, and the people whose manager it is, as changes of theirs; of a search for
// relations().
[[nodiscard]] std::vector<std::string> relations();
[[nodiscard]] std::vector<core::ObjectChange> changes_of_relations(const Entry& entry, const core::ObjectGuid& guid);

// "member;range=0-1499" (MS-ADTS 3.1.1.3.1.3.3), and the whole list as `member`.
struct MemberRange {
    std::vector<core::ObjectGuid> members;
    std::optional<std::int64_t> next;  // where the rest begins; empty: that was all
};
[[nodiscard]] MemberRange members_in(const Entry& entry);

}  // namespace tilbage::adapters::ldap
