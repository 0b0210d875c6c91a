#include "core/sync/plan_export.h"

#include <algorithm>
#include <fmt/core.h>

#include "core/sync/attribute_values.h"
#include "core/sync/digest.h"
#include "core/sync/project.h"

namespace tilbage::core {
namespace {

using base::Result;

std::vector<GroupMember> minus(const std::vector<GroupMember>& these, const std::vector<GroupMember>& those) {
    std::vector<GroupMember> left;
    std::ranges::set_difference(these, those, std::back_inserter(left));
    return left;
}

std::optional<std::string> id_of(const MetaverseEntry& entry) {
    return entry.exported.tenant_id.empty() ? std::nullopt : std::optional(entry.exported.tenant_id);
}

bool cut(std::vector<GroupMember>& members) {
    if (members.size() <= kMembersAtOnce) return false;
    members.resize(kMembersAtOnce);
    return true;
}

}  // namespace

std::size_t PlannedExport::members() const {
    if (const auto* group = std::get_if<PutGroup>(&change)) return group->members.size();
    if (const auto* some = std::get_if<ChangeMembers>(&change)) return some->added.size() + some->removed.size();
    return 0;
}

PlannedExport ExportPlanner::plan_removal(const MetaverseEntry& entry) {
    const auto kind = entry.kind == ObjectKind::group ? GroupMember::Kind::group : GroupMember::Kind::person;
    PlannedExport planned;
    planned.kind = PlannedExport::Kind::remove;
    planned.entry = entry;
    planned.change = RemoveFromTarget{kind, entry.exported.tenant_id};
    planned.name = entry.exported.name;
    return planned;
}

Result<std::optional<ExportPlanner::Joined>> ExportPlanner::joined_of(const MetaverseEntry& entry) {
    auto* directory = entry.joined ? find_directory_(entry.joined->directory) : nullptr;
    if (directory == nullptr || !directory->is_ready()) return std::optional<Joined>();
    auto object = space_.find(directory->number(), entry.joined->guid);
    if (!object) return base::fail(object.error());
    if (!*object) return std::optional<Joined>();
    return std::optional(Joined{directory, std::move(**object)});
}

Result<std::optional<PlannedExport>> ExportPlanner::plan(const MetaverseEntry& entry) {
    const auto joined = joined_of(entry);
    if (!joined) return base::fail(joined.error());
    if (!*joined) return std::optional<PlannedExport>();
    if (entry.kind == ObjectKind::group) {
        auto planned = plan_group(entry, **joined);
        if (!planned) return base::fail(planned.error());
        return std::optional(std::move(*planned));
    }
    auto put = person_of(entry, **joined);
    if (!put) return base::fail(put.error());
    PlannedExport planned;
    planned.entry = entry;
    planned.name = put->person.user_principal_name;
    planned.digest = digest_of(put->person, put->manager_id);
    if (!put->id)
        planned.kind = PlannedExport::Kind::create;
    else if (planned.digest != entry.exported.digest)
        planned.kind = PlannedExport::Kind::update;
    planned.change = std::move(*put);
    return std::optional(std::move(planned));
}

Result<std::optional<PutPerson>> ExportPlanner::wanted_person(const MetaverseEntry& entry) {
    const auto joined = joined_of(entry);
    if (!joined) return base::fail(joined.error());
    if (!*joined || entry.kind != ObjectKind::person) return std::optional<PutPerson>();
    auto put = person_of(entry, **joined);
    if (!put) return base::fail(put.error());
    return std::optional(std::move(*put));
}

Result<PutPerson> ExportPlanner::person_of(const MetaverseEntry& entry, const Joined& joined) {
    auto& directory = *joined.directory;
    auto placement = directory.units.place(joined.object);
    if (!placement) return base::fail(placement.error());
    PutPerson put;
    put.id = id_of(entry);
    put.person = project_person(joined.object, entry.anchor, *directory.domain, placement->distinguished_name,
                                directory.config.rules.alternate_mail_attribute);
    const auto manager = reference_in(joined.object, "manager");
    if (!manager) return put;
    const auto known = metaverse_.find_by_object(directory.number(), *manager);
    if (!known) return base::fail(known.error());
    if (!*known || (*known)->kind != ObjectKind::person || (*known)->exported.tenant_id.empty()) return put;
    const auto& who = (*known)->joined;
    if (!who || who->directory != directory.number() || who->guid != *manager) return put;
    put.person.manager = (*known)->anchor;
    put.manager_id = (*known)->exported.tenant_id;
    return put;
}

Result<std::vector<GroupMember>> ExportPlanner::members_of(const Joined& joined) {
    const auto number = joined.directory->number();
    const auto staged = space_.members(number, joined.object.guid);
    if (!staged) return base::fail(staged.error());
    std::vector<GroupMember> members;
    for (const auto& guid : *staged) {
        auto member = metaverse_.exported_as(number, guid);
        if (!member) return base::fail(member.error());
        if (*member) members.push_back(std::move(**member));
    }
    normalise_members(members);
    return members;
}

Result<PlannedExport> ExportPlanner::plan_group(const MetaverseEntry& entry, const Joined& joined) {
    const auto placement = joined.directory->units.place(joined.object);
    if (!placement) return base::fail(placement.error());
    auto group = project_group(joined.object, entry.anchor, *joined.directory->domain, placement->distinguished_name);
    auto members = members_of(joined);
    if (!members) return base::fail(members.error());
    PlannedExport planned;
    planned.entry = entry;
    planned.name = group.display_name;
    planned.digest = digest_of(group);
    if (members->size() > kMostMembers) {
        planned.kind = PlannedExport::Kind::update;
        planned.refusal = fmt::format("the group has {} members, and {} are the most", members->size(), kMostMembers);
        return planned;
    }
    const auto id = id_of(entry);
    if (!id || planned.digest != entry.exported.digest) {
        planned.kind = id ? PlannedExport::Kind::update : PlannedExport::Kind::create;
        if (!id) planned.more = cut(*members);
        planned.change = PutGroup{id, std::move(group), std::move(*members)};
        return planned;
    }
    const auto told = metaverse_.told_members(entry.anchor);
    if (!told) return base::fail(told.error());
    ChangeMembers change{*id, minus(*members, *told), minus(*told, *members)};
    if (change.added.empty() && change.removed.empty()) return planned;
    planned.kind = PlannedExport::Kind::update;
    const bool more_added = cut(change.added);
    const bool more_removed = cut(change.removed);
    planned.more = more_added || more_removed;
    planned.change = std::move(change);
    return planned;
}

}  // namespace tilbage::core
