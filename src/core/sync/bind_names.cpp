#include "core/sync/bind_names.h"

#include <fmt/core.h>
#include <sstream>

#include "base/encoding.h"
#include "core/identity/distinguished_name.h"

namespace tilbage::core {
namespace {

// Counted up when people or groups are projected otherwise than before: everybody is looked at again then.
constexpr int kProjection = 1;

std::string note_name(DirectoryNumber directory) { return fmt::format("names/{}", directory); }

using Names = std::map<std::string, ObjectGuid>;

// One a line: the anchor's way of writing a GUID, a space, the name.
Names parse_names(const std::string& note) {
    Names names;
    std::istringstream lines(note);
    for (std::string line; std::getline(lines, line);) {
        const auto space = line.find(' ');
        const auto bytes = base::from_base64(std::string_view(line).substr(0, space));
        const auto guid = bytes ? ObjectGuid::from(*bytes) : std::nullopt;
        if (guid && space != std::string::npos) names.emplace(line.substr(space + 1), *guid);
    }
    return names;
}

std::string write_names(const Names& names) {
    std::string note;
    for (const auto& [name, guid] : names) note += base::to_base64(guid.bytes) + " " + name + "\n";
    return note;
}

class Lookup {
public:
    Lookup(Names known, const DistinguishedName& domain, ChangeSource& source)
        : known_(std::move(known)), domain_(domain), source_(source) {}

    // Empty optional: of another domain, or unknown (noted).
    base::Result<std::optional<ObjectGuid>> find(const DistinguishedName& name, BoundRules& bound) {
        if (!name.is_under(domain_)) return std::optional<ObjectGuid>();
        std::optional<ObjectGuid> guid;
        if (const auto remembered = known_.find(name.str()); remembered != known_.end()) {
            guid = remembered->second;
        } else {
            auto found = source_.find_by_name(name.str());
            if (!found) return base::fail(found.error());
            guid = *found;
        }
        if (guid)
            bound.names.emplace(name.str(), *guid);
        else
            bound.unknown.push_back(name.str());
        return guid;
    }

    base::Result<void> find_all(const std::vector<DistinguishedName>& names, std::set<ObjectGuid>& into,
                                BoundRules& bound) {
        for (const auto& name : names) {
            const auto guid = find(name, bound);
            if (!guid) return base::fail(guid.error());
            if (*guid) into.insert(**guid);
        }
        return {};
    }

private:
    Names known_;
    const DistinguishedName& domain_;
    ChangeSource& source_;
};

}  // namespace

base::Result<BoundRules> look_up_rules(const DirectoryRules& rules, DirectoryNumber directory,
                                       const SourceDomain& domain, ChangeSource& source, Metaverse& metaverse) {
    const auto base = DistinguishedName::parse(domain.base_dn);
    if (!base) return base::fail(base::ErrorCode::corrupt, "the domain controller does not name its domain");
    const auto note = metaverse.note(note_name(directory));
    if (!note) return base::fail(note.error());
    Lookup lookup(parse_names(note->value_or("")), *base, source);
    BoundRules bound;
    bound.scope.mode = rules.scope.mode;
    bound.scope.include_new_units = rules.scope.include_new_units;
    if (auto found = lookup.find_all(rules.scope.include, bound.scope.include, bound); !found)
        return base::fail(found.error());
    if (auto found = lookup.find_all(rules.scope.exclude, bound.scope.exclude, bound); !found)
        return base::fail(found.error());
    if (rules.pilot_group.empty()) return bound;
    const auto pilot = DistinguishedName::parse(rules.pilot_group);
    if (!pilot) return base::fail(base::ErrorCode::invalid_argument, rules.pilot_group + " is not a name (DN)");
    const auto group = lookup.find(*pilot, bound);
    if (!group) return base::fail(group.error());
    bound.pilot_group = group->value_or(ObjectGuid());  // of another domain, or unknown: nobody is in it
    return bound;
}

base::Result<BoundRules> bind_rules(const DirectoryRules& rules, DirectoryNumber directory, const SourceDomain& domain,
                                    ChangeSource& source, Metaverse& metaverse) {
    auto bound = look_up_rules(rules, directory, domain, source, metaverse);
    if (!bound) return bound;
    if (!bound->unknown.empty()) {
        return base::fail(base::ErrorCode::not_found,
                          fmt::format("{} was never found in {}. Nothing is synchronised until [scope] names what "
                                      "is there, or the connector account can read it.",
                                      bound->unknown.front(), domain.dns));
    }
    if (auto kept = metaverse.set_note(note_name(directory), write_names(bound->names)); !kept)
        return base::fail(kept.error());
    return bound;
}

std::string fingerprint_of(const BoundRules& bound, const DirectoryRules& rules) {
    std::string text =
        fmt::format("{} {} {} {} ", kProjection, bound.scope.mode == Scope::Mode::all ? "all" : "selected",
                    bound.scope.include_new_units, rules.consistency_guid);
    for (const auto& guid : bound.scope.include) text += "+" + base::to_base64(guid.bytes);
    for (const auto& guid : bound.scope.exclude) text += "-" + base::to_base64(guid.bytes);
    if (bound.pilot_group) text += " pilot " + base::to_base64(bound.pilot_group->bytes);
    return text + " mail " + rules.alternate_mail_attribute;
}

}  // namespace tilbage::core
