// The staged copy in memory, by the same rules as the one on disk. Can be made to fail. One thread.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/unicode.h"
#include "core/ports/connector_space.h"

namespace tilbage::fakes {

class MemoryConnectorSpace final : public core::ConnectorSpace {
public:
    bool broken = false;  // every call fails, as with a full disk

    base::Result<core::ImportPosition> position(core::DirectoryNumber directory) override {
        return answer(positions_[directory]);
    }
    base::Result<void> set_position(core::DirectoryNumber directory, const core::ImportPosition& position) override {
        return act([&] { positions_[directory] = position; });
    }
    base::Result<void> clear(core::DirectoryNumber directory) override {
        return act([&] { directories_.erase(directory); });
    }
    base::Result<core::SpaceCounts> counts(core::DirectoryNumber directory) override {
        core::SpaceCounts counts;
        for (const auto& [guid, staged] : directories_[directory].objects) {
            switch (staged.object.kind) {
                case core::ObjectKind::person:
                    ++counts.people;
                    break;
                case core::ObjectKind::group:
                    ++counts.groups;
                    break;
                case core::ObjectKind::unit:
                    ++counts.units;
                    break;
            }
        }
        return answer(counts);
    }

    base::Result<std::optional<core::StagedObject>> find(core::DirectoryNumber directory,
                                                         const core::ObjectGuid& guid) override {
        const auto& objects = directories_[directory].objects;
        const auto found = objects.find(guid);
        return answer(found == objects.end() ? std::nullopt : std::optional(found->second.object));
    }
    base::Result<void> put(core::DirectoryNumber directory, const core::StagedObject& object,
                           std::int64_t generation) override {
        return act([&] { directories_[directory].objects.insert_or_assign(object.guid, Staged{object, generation}); });
    }
    base::Result<bool> remove(core::DirectoryNumber directory, const core::ObjectGuid& guid) override {
        if (broken) return failure();
        auto& in = directories_[directory];
        in.members.erase(guid);
        for (auto& [group, members] : in.members) members.erase(guid);
        return in.objects.erase(guid) > 0;
    }
    base::Result<std::vector<core::ObjectGuid>> children(core::DirectoryNumber directory,
                                                         const core::ObjectGuid& parent) override {
        return those(directory, [&](const Staged& staged) { return staged.object.parent == parent; });
    }
    base::Result<void> each(core::DirectoryNumber directory, core::ObjectKind kind,
                            const std::function<base::Result<void>(const core::StagedObject&)>& visit) override {
        const auto all = those(directory, [&](const Staged& staged) { return staged.object.kind == kind; });
        if (!all) return base::fail(all.error());
        for (const auto& guid : *all) {
            const auto& objects = directories_[directory].objects;
            const auto found = objects.find(guid);
            if (found == objects.end()) continue;
            const core::StagedObject object = found->second.object;  // `visit` may write
            if (auto visited = visit(object); !visited) return visited;
        }
        return {};
    }
    base::Result<std::vector<core::ObjectGuid>> not_of_generation(core::DirectoryNumber directory,
                                                                  std::int64_t generation) override {
        return those(directory, [&](const Staged& staged) { return staged.generation != generation; });
    }
    base::Result<std::vector<core::ObjectGuid>> find_by_text(core::DirectoryNumber directory,
                                                             const std::string& text) override {
        const std::string folded = base::fold_case(text);
        return those(directory, [&](const Staged& staged) {
            return std::ranges::any_of(kTexts, [&](std::string_view name) {
                return !staged.object.text(name).empty() && base::fold_case(staged.object.text(name)) == folded;
            });
        });
    }

    base::Result<std::vector<core::ObjectGuid>> members(core::DirectoryNumber directory,
                                                        const core::ObjectGuid& group) override {
        const auto& members = directories_[directory].members[group];
        return answer(std::vector(members.begin(), members.end()));
    }
    base::Result<void> set_members(core::DirectoryNumber directory, const core::ObjectGuid& group,
                                   const std::vector<core::ObjectGuid>& members) override {
        return act([&] { directories_[directory].members[group] = {members.begin(), members.end()}; });
    }
    base::Result<void> change_members(core::DirectoryNumber directory, const core::ObjectGuid& group,
                                      const std::vector<core::ObjectGuid>& added,
                                      const std::vector<core::ObjectGuid>& removed) override {
        return act([&] {
            auto& members = directories_[directory].members[group];
            for (const auto& guid : removed) members.erase(guid);
            members.insert(added.begin(), added.end());
        });
    }
    base::Result<std::vector<core::ObjectGuid>> groups_with(core::DirectoryNumber directory,
                                                            const core::ObjectGuid& member) override {
        std::vector<core::ObjectGuid> groups;
        for (const auto& [group, members] : directories_[directory].members)
            if (members.contains(member)) groups.push_back(group);
        return answer(groups);
    }
    base::Result<std::vector<core::ObjectGuid>> managed_by(core::DirectoryNumber directory,
                                                           const core::ObjectGuid& manager) override {
        const std::string value(manager.bytes.begin(), manager.bytes.end());
        return those(directory, [&](const Staged& staged) { return staged.object.text("manager") == value; });
    }

    base::Result<void> mark(core::DirectoryNumber directory, const std::vector<core::ObjectGuid>& objects) override {
        return act([&] { directories_[directory].marks.insert(objects.begin(), objects.end()); });
    }
    base::Result<void> mark_all(core::DirectoryNumber directory) override {
        return act([&] {
            auto& in = directories_[directory];
            for (const auto& [guid, staged] : in.objects)
                if (staged.object.kind != core::ObjectKind::unit) in.marks.insert(guid);
        });
    }
    base::Result<std::vector<core::ObjectGuid>> marked(core::DirectoryNumber directory, core::ObjectKind kind,
                                                       std::size_t at_most) override {
        const auto& in = directories_[directory];
        std::vector<core::ObjectGuid> found;
        for (const auto& guid : in.marks) {
            if (found.size() >= at_most) break;
            const auto staged = in.objects.find(guid);
            if (kind == (staged == in.objects.end() ? core::ObjectKind::person : staged->second.object.kind))
                found.push_back(guid);
        }
        return answer(found);
    }
    base::Result<void> unmark(core::DirectoryNumber directory, const std::vector<core::ObjectGuid>& objects) override {
        return act([&] {
            for (const auto& guid : objects) directories_[directory].marks.erase(guid);
        });
    }

private:
    static constexpr std::array<std::string_view, 3> kTexts{"sAMAccountName", "userPrincipalName", "mail"};

    struct Staged {
        core::StagedObject object;
        std::int64_t generation = 0;
    };
    struct Directory {
        std::map<core::ObjectGuid, Staged> objects;
        std::map<core::ObjectGuid, std::set<core::ObjectGuid>> members;
        std::set<core::ObjectGuid> marks;
    };

    static tl::unexpected<base::Error> failure() { return base::fail(base::ErrorCode::unavailable, "disk full"); }
    template <class T>
    base::Result<T> answer(T value) const {
        if (broken) return failure();
        return value;
    }
    template <class Action>
    base::Result<void> act(Action action) const {
        if (broken) return failure();
        action();
        return {};
    }
    template <class Wanted>
    base::Result<std::vector<core::ObjectGuid>> those(core::DirectoryNumber directory, Wanted wanted) {
        std::vector<core::ObjectGuid> found;
        for (const auto& [guid, staged] : directories_[directory].objects)
            if (wanted(staged)) found.push_back(guid);
        return answer(found);
    }

    std::map<core::DirectoryNumber, core::ImportPosition> positions_;
    std::map<core::DirectoryNumber, Directory> directories_;
};

}  // namespace tilbage::fakes
