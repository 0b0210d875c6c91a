#include "adapters/ldap/change_reader.h"

#include <algorithm>
#include <charconv>

#include "adapters/ldap/extended_dn.h"

namespace tilbage::adapters::ldap {
namespace {

using core::ObjectChange;
using core::ObjectGuid;
using core::ObjectKind;

constexpr std::string_view kMember = "member";
// Whose values are names of objects.
constexpr std::string_view kManager = "manager";
// DirSync's increments of linked attributes (MS-ADTS 3.1.1.3.4.1.3): values that came, and that went.
constexpr std::string_view kAdded = ";range=1-1";
constexpr std::string_view kRemoved = ";range=0-0";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }
bool same(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, lower, lower); }

bool contains(const Attribute& attribute, std::string_view value) {
    return std::ranges::any_of(attribute.values, [&](const auto& each) { return same(each, value); });
}

std::optional<ObjectKind> kind_of(const Attribute& classes) {
    if (contains(classes, "computer")) return std::nullopt;
    if (contains(classes, "user")) return ObjectKind::person;
    if (contains(classes, "group")) return ObjectKind::group;
    for (const auto* unit : {"organizationalUnit", "container", "domainDNS", "builtinDomain", "lostAndFound",
                             "organization", "locality", "country"}) {
        if (contains(classes, unit)) return ObjectKind::unit;
    }
    return std::nullopt;
}

std::vector<ObjectGuid> guids_in(const Attribute& attribute) {
    std::vector<ObjectGuid> guids;
    guids.reserve(attribute.values.size());
    for (const auto& value : attribute.values) {
        if (const auto guid = parse_extended_dn(value).guid) guids.push_back(*guid);
    }
    return guids;
}

std::vector<std::string> as_values(const std::vector<ObjectGuid>& guids) {
    std::vector<std::string> values;
    for (const auto& guid : guids) values.emplace_back(guid.bytes.begin(), guid.bytes.end());
    return values;
}

std::optional<ObjectGuid> guid_of(const Entry& entry) {
    if (const auto guid = ObjectGuid::from(entry.bytes("objectGUID"))) return guid;
    return parse_extended_dn(entry.dn).guid;
}

}  // namespace

bool ChangeReader::NoCase::operator()(std::string_view a, std::string_view b) const {
    return std::ranges::lexicographical_compare(a, b, {}, lower, lower);
}

ChangeReader::ChangeReader(const std::vector<std::string>& names, std::string head) : head_(std::move(head)) {
    for (const auto& name : names) {
        if (!name.empty() && names_.emplace(name, name).second) asked_.push_back(name);
    }
    for (const auto* name : {"objectGUID", "objectClass", "name", "member"}) asked_.emplace_back(name);
    asked_in_a_unit_ = asked_;
    for (const auto* name : {"parentGUID", "isDeleted", "whenCreated"}) asked_.emplace_back(name);
}

std::optional<ObjectChange> ChangeReader::begin(const Entry& entry, const std::optional<ObjectGuid>& parent) const {
    const auto guid = guid_of(entry);
    if (!guid) return std::nullopt;
    ObjectChange change;
    change.guid = *guid;
    if (same(entry.text("isDeleted"), "TRUE")) {
        change.deleted = true;
        return change;
    }
    if (const auto* classes = entry.find("objectClass"); classes != nullptr && !classes->values.empty()) {
        const auto kind = kind_of(*classes);
        if (!kind) return std::nullopt;
        change.kind = *kind;
        change.whole = true;
    }
    const auto dn = parse_extended_dn(entry.dn).dn;
    const bool is_head = same(dn, head_);
    if (entry.find("name") != nullptr) change.rdn = is_head ? dn : first_rdn(dn);
    if (is_head && change.whole)
        change.parent = ObjectGuid();
    else
        change.parent = parent ? parent : ObjectGuid::from(entry.bytes("parentGUID"));
    if (!change.rdn || !change.parent) change.whole = false;
    return change;
}

void ChangeReader::read_attributes(const Entry& entry, ObjectChange& change) const {
    for (const auto& attribute : entry.attributes) {
        const auto known = names_.find(std::string_view(attribute.name));
        if (known == names_.end() || (change.whole && attribute.values.empty())) continue;
        auto values = known->first == kManager ? as_values(guids_in(attribute)) : attribute.values;
        change.attributes.push_back({known->second, std::move(values)});
    }
}

void ChangeReader::read_increments(const Attribute& attribute, std::string_view name, bool added,
                                   ObjectChange& change) const {
    if (same(name, kMember)) {
        auto& list = added ? change.members_added : change.members_removed;
        if (added || !change.whole) list = guids_in(attribute);
        return;
    }
    const auto known = names_.find(name);
    if (known == names_.end() || known->first != kManager) return;
    // One value: the new one in place of the old one, in whichever order they stand.
    const auto told = std::ranges::find(change.attributes, known->second, &core::StagedAttribute::name);
    if (added && told != change.attributes.end())
        told->values = as_values(guids_in(attribute));
    else if (added)
        change.attributes.push_back({known->second, as_values(guids_in(attribute))});
    else if (told == change.attributes.end() && !change.whole)
        change.attributes.push_back({known->second, {}});
}

std::optional<ObjectChange> ChangeReader::from_dirsync(const Entry& entry) const {
    auto change = begin(entry, std::nullopt);
    if (!change || change->deleted) return change;
    // The class alone may change, too.
    if (entry.find("whenCreated") == nullptr) change->whole = false;
    read_attributes(entry, *change);
    change->members_whole = change->whole && change->kind == ObjectKind::group;
    for (const auto& attribute : entry.attributes) {
        const std::string_view name = attribute.name;
        if (same(name, kMember)) {  // a server that knows no increments
            change->members_whole = true;
            change->members_added = guids_in(attribute);
        } else if (name.ends_with(kAdded)) {
            read_increments(attribute, name.substr(0, name.size() - kAdded.size()), true, *change);
        } else if (name.ends_with(kRemoved)) {
            read_increments(attribute, name.substr(0, name.size() - kRemoved.size()), false, *change);
        }
    }
    return change;
}

bool ChangeReader::tells_of_revival(const Entry& entry) {
    const auto* deleted = entry.find("isDeleted");
    return deleted != nullptr && !same(entry.text("isDeleted"), "TRUE");
}

std::optional<ObjectChange> ChangeReader::from_search(const Entry& entry,
                                                      const std::optional<ObjectGuid>& parent) const {
    auto change = begin(entry, parent);
    if (!change || change->deleted || !change->whole) return std::nullopt;
    read_attributes(entry, *change);
    if (change->kind == ObjectKind::group) {
        change->members_whole = true;
        change->members_added = members_in(entry).members;
    }
    return change;
}

std::vector<std::string> relations() { return {"memberOf", "directReports"}; }

std::vector<ObjectChange> changes_of_relations(const Entry& entry, const ObjectGuid& guid) {
    std::vector<ObjectChange> changes;
    if (const auto* groups = entry.find("memberOf")) {
        for (const auto& group : guids_in(*groups)) {
            changes.emplace_back().guid = group;
            changes.back().members_added = {guid};
        }
    }
    if (const auto* people = entry.find("directReports")) {
        for (const auto& person : guids_in(*people)) {
            changes.emplace_back().guid = person;
            changes.back().attributes = {{std::string(kManager), as_values({guid})}};
        }
    }
    return changes;
}

MemberRange members_in(const Entry& entry) {
    MemberRange range;
    for (const auto& attribute : entry.attributes) {
        const std::string_view name = attribute.name;
        if (!same(name.substr(0, kMember.size()), kMember)) continue;
        const auto rest = name.substr(kMember.size());
        if (rest.empty() && attribute.values.empty()) continue;  // an empty list stands beside the ranges
        if (!rest.empty() && !rest.starts_with(";range=")) continue;
        range.members = guids_in(attribute);
        const auto dash = rest.rfind('-');
        std::int64_t last = 0;
        if (dash != std::string_view::npos &&
            std::from_chars(rest.data() + dash + 1, rest.data() + rest.size(), last).ec == std::errc())
            range.next = last + 1;
        if (!range.members.empty()) break;
    }
    return range;
}

}  // namespace tilbage::adapters::ldap
