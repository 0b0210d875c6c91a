// A target in memory that keeps people and groups as a strict SCIM service does: an anchor is found again, also after
// its deletion, and a user name belongs to one person. Can be made to fail. Calls never overlap, or it aborts.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/ports/export_target.h"

namespace tilbage::fakes {

class MemoryExportTarget final : public core::ExportTarget {
public:
    using Outcome = core::ExportOutcome;
    using Members = std::set<core::GroupMember>;
    struct KeptPerson {
        core::SourcePerson person;
        std::string manager_id;
    };
    struct KeptGroup {
        core::SourceGroup group;
        Members members;
    };

    std::size_t batch = 7;
    bool unique_names = true;  // a user name that is another's is refused
    // Asked before each call, with its number from 1: an error is answered. And after it was carried out.
    std::function<base::Result<void>(int)> before_apply = [](int) { return base::Result<void>(); };
    std::function<base::Result<void>(int)> after_apply = [](int) { return base::Result<void>(); };
    // Of one change: a message refuses it.
    std::function<std::string(const core::ExportChange&)> refuse = [](const core::ExportChange&) {
        return std::string();
    };
    bool has_revision = true;
    int try_again = 0;  // so many changes to come are put off

    [[nodiscard]] const std::map<std::string, KeptPerson>& people() const { return people_; }
    [[nodiscard]] const std::map<std::string, KeptGroup>& groups() const { return groups_; }
    [[nodiscard]] const KeptPerson* person(const core::SourceAnchor& anchor) const {
        const auto id = ids_.find(anchor);
        const auto found = id == ids_.end() ? people_.end() : people_.find(id->second);
        return found == people_.end() ? nullptr : &found->second;
    }
    [[nodiscard]] std::string id_of(const core::SourceAnchor& anchor) const {
        const auto found = ids_.find(anchor);
        return found == ids_.end() ? "" : found->second;
    }
    [[nodiscard]] int calls() const { return calls_; }
    [[nodiscard]] int changes() const { return changes_; }
    [[nodiscard]] const std::vector<core::ExportChange>& log() const { return log_; }
    void forget_log() { log_.clear(); }

    // --- what others do there
    void put_foreign(const core::SourcePerson& person) {
        const auto id = new_id();
        ids_[person.anchor] = id;
        people_[id] = {person, ""};
        ++revision_;
    }
    void drop_person(const std::string& id) {
        people_.erase(id);
        forget(id);
        ++revision_;
    }
    void rename(const std::string& id, const std::string& display_name) {
        people_.at(id).person.display_name = display_name;
        ++revision_;
    }

    base::Result<std::vector<Outcome>> apply(const std::vector<core::ExportChange>& changes) override {
        if (running_.exchange(true)) std::abort();
        auto outcomes = apply_all(changes);
        running_ = false;
        return outcomes;
    }
    [[nodiscard]] std::size_t max_batch() const override { return batch; }
    base::Result<void> each_person(const std::function<base::Result<void>(core::TargetPerson)>& visit) override {
        for (const auto& [id, kept] : people_)
            if (auto visited = visit({id, kept.person, kept.manager_id}); !visited) return visited;
        return {};
    }
    base::Result<void> each_group(const std::function<base::Result<void>(core::TargetGroup)>& visit) override {
        for (const auto& [id, kept] : groups_)
            if (auto visited = visit({id, kept.group, {kept.members.begin(), kept.members.end()}}); !visited)
                return visited;
        return {};
    }
    base::Result<std::string> revision() override { return has_revision ? std::to_string(revision_) : ""; }

private:
    base::Result<std::vector<Outcome>> apply_all(const std::vector<core::ExportChange>& changes) {
        ++calls_;
        if (changes.size() > batch) std::abort();
        if (auto fine = before_apply(calls_); !fine) return base::fail(fine.error());
        std::vector<Outcome> outcomes;
        for (const auto& change : changes) outcomes.push_back(apply_one(change));
        if (auto fine = after_apply(calls_); !fine) return base::fail(fine.error());
        return outcomes;
    }
    Outcome apply_one(const core::ExportChange& change) {
        if (try_again > 0) {
            --try_again;
            return {Outcome::Result::try_again, "", ""};
        }
        if (auto message = refuse(change); !message.empty()) return refused(std::move(message));
        const auto outcome = std::visit([&](const auto& one) { return take(one); }, change);
        if (outcome.result == Outcome::Result::done) {
            ++revision_;
            ++changes_;
            log_.push_back(change);
        }
        return outcome;
    }
    static Outcome refused(std::string message) { return {Outcome::Result::refused, "", std::move(message)}; }

    // Empty: gone.
    template <class Kept>
    std::string id_for(const std::optional<std::string>& wanted, const core::SourceAnchor& anchor,
                       const std::map<std::string, Kept>& kept) {
        if (wanted) return kept.contains(*wanted) ? *wanted : "";
        auto& id = ids_[anchor];
        if (id.empty()) id = new_id();
        return id;
    }
    Outcome take(const core::PutPerson& put) {
        for (const auto& [id, kept] : people_) {
            const bool self = put.id ? *put.id == id : kept.person.anchor == put.person.anchor;
            if (unique_names && !self && kept.person.user_principal_name == put.person.user_principal_name)
                return refused("the user name is taken");
        }
        if (!put.manager_id.empty() && !people_.contains(put.manager_id)) return refused("there is no such manager");
        const auto id = id_for(put.id, put.person.anchor, people_);
        if (id.empty()) return {Outcome::Result::gone, "", ""};
        people_[id] = {put.person, put.manager_id};
        return {Outcome::Result::done, id, ""};
    }
    Outcome take(const core::PutGroup& put) {
        for (const auto& member : put.members)
            if (!is_there(member)) return refused("there is no such member");
        const auto id = id_for(put.id, put.group.anchor, groups_);
        if (id.empty()) return {Outcome::Result::gone, "", ""};
        groups_[id] = {put.group, {put.members.begin(), put.members.end()}};
        groups_[id].group.members.clear();
        return {Outcome::Result::done, id, ""};
    }
    Outcome take(const core::ChangeMembers& change) {
        const auto group = groups_.find(change.id);
        if (group == groups_.end()) return {Outcome::Result::gone, "", ""};
        for (const auto& member : change.added)
            if (!is_there(member)) return refused("there is no such member");
        for (const auto& member : change.removed) group->second.members.erase(member);
        group->second.members.insert(change.added.begin(), change.added.end());
        return {Outcome::Result::done, change.id, ""};
    }
    Outcome take(const core::RemoveFromTarget& removal) {
        const bool person = removal.kind == core::GroupMember::Kind::person;
        const bool there = (person ? people_.erase(removal.id) : groups_.erase(removal.id)) > 0;
        forget(removal.id);
        return {there ? Outcome::Result::done : Outcome::Result::gone, "", ""};
    }
    [[nodiscard]] bool is_there(const core::GroupMember& member) const {
        return member.kind == core::GroupMember::Kind::person ? people_.contains(member.id)
                                                              : groups_.contains(member.id);
    }
    void forget(const std::string& id) {
        for (auto& [group, kept] : groups_)
            std::erase_if(kept.members, [&](const core::GroupMember& member) { return member.id == id; });
        for (auto& [person, kept] : people_)
            if (kept.manager_id == id) kept.manager_id.clear();
    }
    std::string new_id() { return "id-" + std::to_string(++ids_made_); }

    std::map<std::string, KeptPerson> people_;
    std::map<std::string, KeptGroup> groups_;
    std::map<core::SourceAnchor, std::string> ids_;  // also of those who were removed
    std::atomic<bool> running_ = false;
    int ids_made_ = 0;
    int revision_ = 1;
    int calls_ = 0;
    int changes_ = 0;
    std::vector<core::ExportChange> log_;
};

}  // namespace tilbage::fakes
