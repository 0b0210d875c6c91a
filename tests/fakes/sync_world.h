// A directory, an agent's stores and a target, all in memory, with the synchronisation engine between them; and what
// the target must be, computed anew from the directory without it.
#pragma once

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "core/sync/further_export.h"
#include "core/sync/project.h"
#include "core/sync/sync_engine.h"
#include "fakes/fake_change_source.h"
#include "fakes/manual_clock.h"
#include "fakes/memory_export_target.h"
#include "fakes/memory_sync_work.h"

namespace tilbage::fakes {

// Dies at one call: with `before` the work is not begun, else it is done and then lost with the transaction. Everything
// fails from then on, until it is revived.
class DyingWork final : public core::UnitOfWork {
public:
    explicit DyingWork(core::UnitOfWork& inner) : inner_(inner) {}
    void die_at(int call) { dies_at_ = call; }
    void revive() {
        dies_at_ = 0;
        calls_ = 0;
        dead_ = false;
    }
    [[nodiscard]] int calls() const { return calls_; }
    [[nodiscard]] bool is_dead() const { return dead_; }

    base::Result<void> run(const std::function<base::Result<void>()>& work) override {
        if (++calls_ == dies_at_) dead_ = true;
        if (!dead_) return inner_.run(work);
        const bool half_way = dies_at_ % 2 == 0 && calls_ == dies_at_;
        if (half_way) {
            const auto lost = inner_.run([&]() -> base::Result<void> {
                if (auto done = work(); !done) return done;
                return base::fail(base::ErrorCode::unavailable, "killed");
            });
            if (!lost) return base::fail(lost.error());
        }
        return base::fail(base::ErrorCode::unavailable, "killed");
    }

private:
    core::UnitOfWork& inner_;
    int dies_at_ = 0;
    int calls_ = 0;
    bool dead_ = false;
};

class SyncWorld {
public:
    using Guid = core::ObjectGuid;

    FakeChangeSource directory;
    FakeChangeSource other{"ex2.test", "EX2"};  // of another forest; only with two_directories
    ManualClock clock;
    MemoryConnectorSpace space;
    MemoryMetaverse metaverse;
    MemoryMetaverse told{&metaverse};  // what `service` was told
    MemorySyncWork transactions{space, metaverse, told};
    DyingWork work{transactions};
    MemoryExportTarget target;
    MemoryExportTarget service;  // beside the tenant; only with with_service
    core::DirectoryRules rules;
    core::ExportRules export_rules;
    bool two_directories = false;
    bool with_service = false;
    std::atomic<bool> service_is_away = false;  // for those who set `before_apply` so
    std::string service_id = "service";
    std::unique_ptr<core::SyncEngine> engine;
    std::unique_ptr<core::FurtherExport> further;

    SyncWorld();
    ~SyncWorld();
    SyncWorld(const SyncWorld&) = delete;
    SyncWorld& operator=(const SyncWorld&) = delete;

    void restart() {
        further.reset();
        std::vector<core::SourcedDirectory> directories;
        directories.push_back({1, directory, rules});
        if (two_directories) directories.push_back({2, other, rules});
        engine = std::make_unique<core::SyncEngine>(core::SyncEngine::Ports{space, metaverse, work, clock},
                                                    std::move(directories));
        if (with_service)
            further = std::make_unique<core::FurtherExport>(
                core::FurtherExport::Parts{space, metaverse, told, work, clock, service, service_id}, *engine);
        else
            (void)core::FurtherExport::forsake(told);
    }

    // What the service does until it has nothing to do; the first error ends it.
    base::Result<core::ExportRun> tell_service() {
        core::ExportRun all;
        while (true) {
            auto step = further->step(export_rules, true);
            if (!step) return base::fail(step.error());
            all.created += step->run.created;
            all.updated += step->run.updated;
            all.removed += step->run.removed;
            all.refused += step->run.refused;
            all.held = step->run.held;
            if (step->is_whole || step->run.interrupted || export_rules.staging) return all;
            std::this_thread::yield();
        }
    }
    base::Result<core::ExportRun> settle_service() {
        auto run = tell_service();
        for (int i = 0; i < 20 && run && told.counts()->refused > 0; ++i) {
            clock.advance(std::chrono::minutes(61));
            run = tell_service();
        }
        return run;
    }

    // One round of the agent's loop. The first error ends it.
    base::Result<core::ExportRun> round() {
        if (!engine) restart();
        if (auto run = engine->import(1); !run) return base::fail(run.error());
        if (two_directories)
            if (auto run = engine->import(2); !run) return base::fail(run.error());
        if (auto due = engine->synchronize(); !due) return base::fail(due.error());
        const auto must = engine->must_reconcile(target, "tenant");
        if (!must) return base::fail(must.error());
        if (*must)
            if (auto done = engine->reconcile(target); !done) return base::fail(done.error());
        return engine->export_to(target, export_rules);
    }
    // Rounds until nothing moves, with time for those who were refused.
    base::Result<core::ExportRun> settle() {
        auto run = round();
        for (int i = 0; i < 20 && run && (metaverse.counts()->refused > 0 || run->interrupted); ++i) {
            clock.advance(std::chrono::minutes(61));
            run = round();
        }
        return run;
    }

    core::SourceAnchor anchor(const Guid& guid) { return *core::SourceAnchor::from_guid(guid.bytes); }
    const MemoryExportTarget::KeptPerson* person(const Guid& guid) { return target.person(anchor(guid)); }
    const MemoryExportTarget::KeptGroup* group(const Guid& guid) {
        const auto found = target.groups().find(target.id_of(anchor(guid)));
        return found == target.groups().end() ? nullptr : &found->second;
    }

    // --- the naive recomputation
    // `included`, `excluded`: units of `directory` as chosen, whatever they are called now; empty `included`: all.
    std::vector<Guid> included;
    std::vector<Guid> excluded;
    std::optional<Guid> pilot;

    // What differs between the target and what it must be, one line each.
    std::string difference() { return difference(target); }
    std::string difference(const MemoryExportTarget& kept_by) {
        const auto wanted = recompute();
        std::ostringstream text;
        for (const auto& [anchor, person] : wanted.people) {
            const auto* there = kept_by.person(anchor);
            if (there == nullptr) {
                text << "missing person " << person.user_principal_name << "\n";
                continue;
            }
            auto kept = there->person;
            kept.manager.reset();
            if (const auto boss = wanted.managers.find(anchor); boss != wanted.managers.end()) {
                if (there->manager_id != kept_by.id_of(boss->second))
                    text << "wrong manager of " << name(person) << "\n";
            } else if (!there->manager_id.empty()) {
                text << "a manager too many of " << name(person) << "\n";
            }
            if (!(kept == person)) text << "wrong person " << name(person) << " is " << name(kept) << "\n";
        }
        for (const auto& [id, kept] : kept_by.people()) {
            const auto& anchor = kept.person.anchor;
            if (!wanted.people.contains(anchor) && !wanted.disputed.contains(anchor) &&
                kept.person.domain == "ex1.test")
                text << "a person too many: " << name(kept.person) << "\n";
        }
        for (const auto& [anchor, group] : wanted.groups) {
            const auto there = kept_by.groups().find(kept_by.id_of(anchor));
            if (there == kept_by.groups().end()) {
                text << "missing group " << group.display_name << "\n";
                continue;
            }
            if (!(there->second.group == group)) text << "wrong group " << group.display_name << "\n";
            std::set<std::string> members;
            for (const auto& member : wanted.members.at(anchor)) members.insert(kept_by.id_of(member));
            std::set<std::string> are;
            for (const auto& member : there->second.members) are.insert(member.id);
            if (members != are)
                text << "wrong members of " << group.display_name << ": " << are.size() << ", not " << members.size()
                     << "\n";
        }
        for (const auto& [id, kept] : kept_by.groups())
            if (!wanted.groups.contains(kept.group.anchor))
                text << "a group too many: " << kept.group.display_name << "\n";
        return text.str();
    }

private:
    struct Wanted {
        std::map<core::SourceAnchor, core::SourcePerson> people;
        std::map<core::SourceAnchor, core::SourceAnchor> managers;
        std::map<core::SourceAnchor, core::SourceGroup> groups;
        std::map<core::SourceAnchor, std::set<core::SourceAnchor>> members;
        std::set<core::SourceAnchor> disputed;
    };
    static std::string name(const core::SourcePerson& person) {
        return person.user_principal_name + " (" + person.on_premises.distinguished_name + ", " + person.display_name +
               ")";
    }

    core::StagedObject object_of(const core::ObjectChange& whole) {
        core::StagedObject object;
        object.guid = whole.guid;
        object.kind = whole.kind;
        object.parent = whole.parent.value_or(Guid());
        object.rdn = whole.rdn.value_or("");
        object.attributes = whole.attributes;
        std::ranges::sort(object.attributes, {}, &core::StagedAttribute::name);
        return object;
    }
    bool in_units(const std::string& dn) {
        const auto named = [&](const std::vector<Guid>& units) {
            std::vector<core::DistinguishedName> names;
            for (const auto& unit : units)
                if (directory.has(unit)) names.push_back(*core::DistinguishedName::parse(directory.dn_of(unit)));
            return names;
        };
        core::Scope scope{.mode = included.empty() ? core::Scope::Mode::all : core::Scope::Mode::selected,
                          .include = named(included),
                          .exclude = named(excluded),
                          .include_new_units = rules.scope.include_new_units};
        return core::covers(scope, *core::DistinguishedName::parse(dn),
                            *core::DistinguishedName::parse(directory.dn_of(directory.head())));
    }
    void collect_members(const Guid& group, std::set<Guid>& all) {
        if (!directory.has(group) || !all.insert(group).second) return;
        for (const auto& member : directory.members_of(group)) collect_members(member, all);
    }

    Wanted recompute() {
        Wanted wanted;
        std::set<Guid> in_pilot;
        if (pilot) collect_members(*pilot, in_pilot);
        struct Candidate {
            core::StagedObject object;
            core::SourceAnchor anchor;
            bool own = true;
        };
        std::vector<Candidate> candidates;
        std::map<core::SourceAnchor, std::pair<int, int>> rights;  // own, foreign
        std::vector<Guid> guids;
        (void)directory.each_guid([&](const Guid& guid) { guids.push_back(guid); });
        for (const auto& guid : guids) {
            const auto whole = directory.read_object(guid);
            auto object = object_of(**whole);
            if (object.kind == core::ObjectKind::unit) continue;
            if (object.text("isCriticalSystemObject") == "TRUE" || object.text("sAMAccountName").empty()) continue;
            if (object.kind == core::ObjectKind::group && !object.text("groupType").starts_with('-')) continue;
            if (!in_units(directory.dn_of(guid))) continue;
            if (object.kind == core::ObjectKind::person && pilot && !in_pilot.contains(guid)) continue;
            const auto text = object.text("mS-DS-ConsistencyGuid");
            const auto own = anchor(guid);
            const auto said = core::SourceAnchor::from_guid(base::as_bytes(text)).value_or(own);
            ++(said == own ? rights[said].first : rights[said].second);
            candidates.push_back({std::move(object), said, said == own});
        }
        const core::SourceDomain domain = *directory.domain();
        std::map<Guid, core::SourceAnchor> joined;
        for (const auto& each : candidates) {
            const auto [own, foreign] = rights.at(each.anchor);
            if (each.own ? own != 1 : own > 0 || foreign > 1) {
                if (own == 0) wanted.disputed.insert(each.anchor);
                continue;
            }
            joined.emplace(each.object.guid, each.anchor);
        }
        for (const auto& each : candidates) {
            const auto guid = each.object.guid;
            if (!joined.contains(guid)) continue;
            const auto dn = directory.dn_of(guid);
            if (each.object.kind == core::ObjectKind::person) {
                wanted.people[each.anchor] =
                    core::project_person(each.object, each.anchor, domain, dn, rules.alternate_mail_attribute);
                const auto manager = Guid::from(base::as_bytes(each.object.text("manager")));
                if (manager && joined.contains(*manager)) wanted.managers[each.anchor] = joined.at(*manager);
                continue;
            }
            wanted.groups[each.anchor] = core::project_group(each.object, each.anchor, domain, dn);
            auto& members = wanted.members[each.anchor];
            for (const auto& member : directory.members_of(guid))
                if (joined.contains(member)) members.insert(joined.at(member));
        }
        return wanted;
    }
};

}  // namespace tilbage::fakes
