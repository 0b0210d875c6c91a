#include "core/identity/scope.h"

#include <algorithm>

namespace tilbage::core {
namespace {

bool lists(const std::vector<DistinguishedName>& names, const DistinguishedName& name) {
    return std::ranges::find(names, name) != names.end();
}

}  // namespace

bool covers(const Scope& scope, const DistinguishedName& person, const DistinguishedName& domain) {
    if (!person.is_under(domain)) return false;
    const bool all = scope.mode == Scope::Mode::all;
    const bool stop_at_units = !all && !scope.include_new_units;
    for (auto name = person; name.is_under(domain); name = name.parent()) {
        if (lists(scope.exclude, name)) return false;
        if (!all && lists(scope.include, name)) return true;
        if (stop_at_units && name.is_organizational_unit()) return false;
        if (name.is_root()) break;
    }
    return all;
}

std::vector<DistinguishedName> search_bases(const Scope& scope, const DistinguishedName& domain) {
    if (scope.mode == Scope::Mode::all) return {domain};
    std::vector<DistinguishedName> bases;
    for (const auto& name : scope.include) {
        const auto is_above = [&](const DistinguishedName& other) { return other != name && name.is_under(other); };
        if (!name.is_under(domain) || lists(bases, name) || std::ranges::any_of(scope.include, is_above)) continue;
        bases.push_back(name);
    }
    return bases;
}

}  // namespace tilbage::core
