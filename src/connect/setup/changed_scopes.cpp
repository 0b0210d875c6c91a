#include "connect/setup/changed_scopes.h"

#include "connect/setup/compare.h"
#include "connect/sync/directory_rules.h"

namespace tilbage::connect::setup {

std::vector<core::WantedRules> changed_scopes(const Config& now, const Config& wanted) {
    std::vector<core::WantedRules> changed;
    for (const auto* before : directories_of(now)) {
        const auto* after = find_directory(wanted, before->number);
        if (after != nullptr && (!same_directory(*before, *after) || same_scope(before->scope, after->scope))) continue;
        auto rules = directory_rules(after == nullptr ? *before : *after, wanted.import);
        if (after == nullptr) {
            rules.scope = {.mode = core::Scope::Mode::selected, .include = {}, .exclude = {}};
            rules.pilot_group.clear();
            rules.guids.clear();
        }
        changed.push_back({.directory = before->number, .rules = std::move(rules)});
    }
    return changed;
}

}  // namespace tilbage::connect::setup
