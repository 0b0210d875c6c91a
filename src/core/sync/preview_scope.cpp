#include "core/sync/preview_scope.h"

#include "core/sync/judge.h"

namespace tilbage::core {
namespace {

using base::Result;

constexpr std::size_t kSample = 20;

void note(std::vector<std::string>& sample, const StagedObject& person) {
    if (sample.size() == kSample) return;
    const auto name = person.text("userPrincipalName");
    sample.emplace_back(name.empty() ? person.text("sAMAccountName") : name);
}

// Everybody of a directory that goes, whether it can be read now or not.
Result<ScopePreview> preview_of_leaving(DirectoryNumber number, ConnectorSpace& space, Metaverse& metaverse) {
    ScopePreview preview;
    for (const auto kind : {ObjectKind::person, ObjectKind::group}) {
        auto visited = space.each(number, kind, [&](const StagedObject& object) -> Result<void> {
            const auto claimed = metaverse.find_by_object(number, object.guid);
            if (!claimed) return base::fail(claimed.error());
            if (!*claimed) return {};
            ++(kind == ObjectKind::group ? preview.removed_groups : preview.removed);
            if (kind == ObjectKind::person) note(preview.removed_sample, object);
            return {};
        });
        if (!visited) return base::fail(visited.error());
    }
    return preview;
}

}  // namespace

Result<ScopePreview> preview_scope(DirectoryContext& directory, ConnectorSpace& space, Metaverse& metaverse,
                                   const DirectoryRules& rules) {
    const bool goes = rules.scope.mode == Scope::Mode::selected && rules.scope.include.empty();
    if (goes) return preview_of_leaving(directory.number(), space, metaverse);
    if (!directory.domain || !directory.whole)
        return base::fail(base::ErrorCode::unavailable, "the directory has not been read yet");
    const auto number = directory.number();
    const auto bound = look_up_rules(rules, number, *directory.domain, directory.config.source, metaverse);
    if (!bound) return base::fail(bound.error());
    std::optional<PilotGroup> pilot;
    if (bound->pilot_group) {
        pilot.emplace();
        if (auto read = pilot->read(space, number, *bound->pilot_group); !read) return base::fail(read.error());
    }
    ScopePreview preview;
    preview.unknown = bound->unknown;
    for (const auto kind : {ObjectKind::person, ObjectKind::group}) {
        auto visited = space.each(number, kind, [&](const StagedObject& object) -> Result<void> {
            const auto judgement = judge(object, *bound, directory.units, pilot);
            if (!judgement) return base::fail(judgement.error());
            if (kind == ObjectKind::group) {
                preview.groups += judgement->in_scope();
                if (judgement->in_scope()) return {};
            }
            const auto claimed = metaverse.find_by_object(number, object.guid);
            if (!claimed) return base::fail(claimed.error());
            if (kind == ObjectKind::group) {
                preview.removed_groups += claimed->has_value();
                return {};
            }
            preview.people += judgement->in_scope();
            if (judgement->in_scope() && !*claimed) {
                ++preview.added;
                note(preview.added_sample, object);
            } else if (!judgement->in_scope() && *claimed) {
                ++preview.removed;
                note(preview.removed_sample, object);
            }
            return {};
        });
        if (!visited) return base::fail(visited.error());
    }
    return preview;
}

}  // namespace tilbage::core
