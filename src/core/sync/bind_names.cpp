#include "core/sync/bind_names.h"

#include <fmt/core.h>
#include <sstream>

#include "base/encoding.h"
#include "core/identity/distinguished_name.h"
#include "core/sync/guid_text.h"

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

std::string by_guid(const DirectoryRules& rules, const std::string& name) {
    const auto given = rules.guids.find(name);
    return given == rules.guids.end() ? std::string() : " by the GUID " + to_text(given->second);
}

class Lookup {
public:
    Lookup(const Names& given, Names remembered, const DistinguishedName& domain, ChangeSource& source)
        : given_(given), remembered_(std::move(remembered)), domain_(domain), source_(source) {}

    // Empty optional: of another domain, or unknown (noted).
    base::Result<std::optional<ObjectGuid>> find(const DistinguishedName& name, BoundRules& bound) {
        if (!name.is_under(domain_)) return std::optional<ObjectGuid>();
        auto guid = look_up(name.str());
        if (!guid) return guid;
        if (*guid)
            bound.names.emplace(name.str(), **guid);
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
    base::Result<std::optional<ObjectGuid>> look_up(const std::string& name) {
        const auto given = given_.find(name);
        const auto remembered = remembered_.find(name);
        const bool is_remembered = remembered != remembered_.end();
        if (given == given_.end())
            return is_remembered ? std::optional(remembered->second) : source_.find_by_name(name);
        if (is_remembered && remembered->second == given->second) return std::optional(given->second);
        // One that was never seen here may be another directory's: nobody is to be out of scope for that.
        const auto object = source_.read_object(given->second);
        if (!object) return base::fail(object.error());
        return *object ? std::optional(given->second) : std::nullopt;
    }

    const Names& given_;
    const Names remembered_;
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
    Lookup lookup(rules.guids, parse_names(note->value_or("")), *base, source);
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
                          fmt::format("{} was never found in {}{}. Nothing of it is synchronised until [scope{}] names "
                                      "what is there, or the connector account can read it.",
                                      bound->unknown.front(), domain.dns, by_guid(rules, bound->unknown.front()),
                                      directory == 1 ? std::string() : std::to_string(directory)));
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
