#include "connect/setup/resolve_scope.h"

#include <algorithm>
#include <set>

namespace tilbage::connect::setup {
namespace {

using core::Found;
using core::NamedObject;

std::optional<core::ObjectGuid> guid_of(const ScopeConfig& scope, const std::string& name) {
    const auto known = scope.guids.find(name);
    return known == scope.guids.end() ? std::nullopt : std::optional(known->second);
}

std::set<std::string> names_in(const ScopeConfig& scope) {
    std::set<std::string> names;
    for (const auto* units : {&scope.units.include, &scope.units.exclude}) {
        for (const auto& unit : *units) names.insert(unit.str());
    }
    if (!scope.pilot_group.empty()) names.insert(scope.pilot_group);
    names.insert(scope.protected_groups.begin(), scope.protected_groups.end());
    return names;
}

// In a domain that was built anew, the names are the same and the GUIDs are not.
template <class Resolve>
Found<NamedObject> by_guid_or_name(const std::string& name, const std::optional<core::ObjectGuid>& guid,
                                   Resolve resolve) {
    auto found = resolve(name, guid);
    if (found || !guid || found.error().code != core::DirectoryFailureCode::not_found) return found;
    return resolve(name, std::optional<core::ObjectGuid>());
}

}  // namespace

Found<ScopeConfig> resolve_scope(core::DirectorySession& directory, ScopeConfig scope) {
    std::map<std::string, core::ObjectGuid> guids;
    const auto note = [&](const Found<NamedObject>& found) {
        if (!found->guid.is_nil()) guids.insert_or_assign(found->dn, found->guid);
    };
    for (auto* units : {&scope.units.include, &scope.units.exclude}) {
        for (auto& unit : *units) {
            const auto found = by_guid_or_name(unit.str(), guid_of(scope, unit.str()),
                                               [&](auto&&... how) { return directory.resolve_unit(how...); });
            if (!found) return tl::unexpected(found.error());
            if (auto now = core::DistinguishedName::parse(found->dn)) unit = std::move(*now);
            note(found);
        }
    }
    if (!scope.pilot_group.empty()) {
        const auto found = by_guid_or_name(scope.pilot_group, guid_of(scope, scope.pilot_group),
                                           [&](auto&&... how) { return directory.resolve_group(how...); });
        if (!found) return tl::unexpected(found.error());
        scope.pilot_group = found->dn;
        note(found);
    }
    for (auto& group : scope.protected_groups) {
        const auto found = by_guid_or_name(group, guid_of(scope, group),
                                           [&](auto&&... how) { return directory.resolve_group(how...); });
        if (found) {
            group = found->dn;
            note(found);
        } else if (found.error().code != core::DirectoryFailureCode::not_found) {
            return tl::unexpected(found.error());
        } else if (const auto guid = guid_of(scope, group)) {
            // The agent's survey tells that it is not there: that keeps nobody from choosing units.
            guids.insert_or_assign(group, *guid);
        }
    }
    scope.guids = std::move(guids);
    return scope;
}

bool is_resolved(const ScopeConfig& scope) {
    return std::ranges::all_of(names_in(scope), [&](const auto& name) { return scope.guids.contains(name); });
}

void take_known_guids(ScopeConfig& scope, const ScopeConfig& known) {
    for (const auto& name : names_in(scope)) {
        if (const auto guid = guid_of(known, name)) scope.guids.emplace(name, *guid);
    }
}

void drop_spare_guids(ScopeConfig& scope) {
    const auto names = names_in(scope);
    std::erase_if(scope.guids, [&](const auto& known) { return !names.contains(known.first); });
}

}  // namespace tilbage::connect::setup
