#include "core/sync/sync_engine.h"

#include <algorithm>
#include <fmt/core.h>
#include <map>

#include "base/guarded.h"
#include "core/sync/deletion_guard.h"
#include "core/sync/explain.h"
#include "core/sync/export_due.h"
#include "core/sync/import_directory.h"
#include "core/sync/leave_directory.h"
#include "core/sync/news.h"
#include "core/sync/preview_scope.h"
#include "core/sync/reconcile.h"
#include "core/sync/sweep_directory.h"
#include "core/sync/synchronize.h"

namespace tilbage::core {
namespace {

using base::ErrorCode;
using base::Result;

// Names of what Metaverse keeps as notes.
constexpr const char* kTargetNote = "target";
constexpr const char* kRevisionNote = "revision";
constexpr const char* kReconciledNote = "reconciled_at";

constexpr auto kReconcileEvery = std::chrono::hours(24);
constexpr auto kLookAtRevisionEvery = std::chrono::seconds(30);
// Removals that wait go when the day is over in which too many went: nobody needs to look more often.
constexpr auto kLookAtRemovalsEvery = std::chrono::seconds(10);

}  // namespace

class SyncEngine::Impl {
public:
    Impl(Ports ports, std::vector<SourcedDirectory> directories)
        : ports_(ports), planner_(ports.space, ports.metaverse, [this](DirectoryNumber number) {
              const auto found = std::ranges::find(directories_, number, &DirectoryContext::number);
              return found == directories_.end() ? nullptr : found->get();
          }) {
        for (auto& directory : directories)
            directories_.push_back(std::make_unique<DirectoryContext>(std::move(directory), ports.space));
    }

    Result<DirectoryContext*> directory(DirectoryNumber number) {
        for (const auto& each : directories_)
            if (each->number() == number) return each.get();
        return base::fail(ErrorCode::invalid_argument, fmt::format("there is no directory {}", number));
    }

    Result<ImportRun> import(DirectoryContext& directory);
    Result<void> note_scope(DirectoryContext& directory);
    Result<std::optional<DistinguishedName>> name_now(DirectoryContext& directory, const std::string& written);
    Result<bool> synchronize(std::stop_token stop);
    Result<ExportRun> export_to(ExportTarget& target, const ExportRules& rules, std::stop_token stop);
    Result<bool> has_work(const ExportRules& rules);
    Result<std::optional<base::TimePoint>> next_due();
    [[nodiscard]] bool is_as_last_time(const ExportRules& rules) const;
    Result<bool> may_remove();
    // One that cannot be reached holds up no other: who is in it stays as they are.
    [[nodiscard]] bool is_any_ready() const {
        return std::ranges::any_of(directories_, [](const auto& each) { return each->is_ready(); });
    }
    [[nodiscard]] bool is_everyone_ready() const {
        return std::ranges::all_of(directories_, [](const auto& each) { return each->is_ready(); });
    }
    Result<void> refuse_twin(DirectoryContext& directory);
    Result<void> notice_others(ExportTarget& target);
    Result<bool> must_reconcile(ExportTarget& target, const std::string& target_id);
    Result<void> reconcile(ExportTarget& target, std::stop_token stop);
    Result<std::string> note(const char* name);

    Ports ports_;
    std::vector<std::unique_ptr<DirectoryContext>> directories_;
    std::vector<Follower> followers_;
    ExportPlanner planner_;
    // The rules of a directory by the names of today.
    struct NamedNow {
        Scope scope;
        std::vector<RenamedObject> renamed;
    };
    base::Guarded<std::map<DirectoryNumber, NamedNow>> scopes_;
    std::optional<base::TimePoint> looked_at_revision_;
    // Since the last export something was synchronised, compared or allowed.
    bool moved_ = true;
    base::TimePoint exported_at_;
    ExportRules exported_with_;
    std::size_t held_ = 0;
    bool left_others_ = false;  // directories that are not configured any more
};

Result<std::string> SyncEngine::Impl::note(const char* name) {
    auto text = ports_.metaverse.note(name);
    if (!text) return base::fail(text.error());
    return text->value_or("");
}

// Two that are one domain would each claim everybody in it.
Result<void> SyncEngine::Impl::refuse_twin(DirectoryContext& directory) {
    if (directory.domain || directories_.size() == 1) return {};
    const auto domain = directory.config.source.domain();
    if (!domain) return base::fail(domain.error());
    for (const auto& other : directories_) {
        if (other->number() == directory.number()) continue;
        const auto position = ports_.space.position(other->number());
        if (!position) return base::fail(position.error());
        if ((other->domain ? other->domain->dns : position->domain) != domain->dns) continue;
        return base::fail(ErrorCode::conflict,
                          fmt::format("{} is directory {} already, and cannot be directory {} as well", domain->dns,
                                      other->number(), directory.number()));
    }
    return {};
}

Result<ImportRun> SyncEngine::Impl::import(DirectoryContext& directory) {
    if (auto single = refuse_twin(directory); !single) return base::fail(single.error());
    const bool was_bound = directory.rules.has_value();
    const bool was_ready = directory.is_ready();
    auto run = DirectoryImport(ports_.space, ports_.metaverse, ports_.work, ports_.clock, directory, followers_).run();
    if (directory.rules && (!was_bound || !run || run->changed > 0))
        if (auto noted = note_scope(directory); !noted) return base::fail(noted.error());
    moved_ = moved_ || was_ready != directory.is_ready();
    if (run && run->kind == ImportRun::Kind::full) {
        for (const auto& follower : followers_)
            if (auto set = follower.metaverse->set_note(kReconcileNote, "a full import"); !set)
                return base::fail(set.error());
    }
    return run;
}

Result<void> SyncEngine::Impl::note_scope(DirectoryContext& directory) {
    NamedNow noted{.scope = directory.config.rules.scope, .renamed = {}};
    for (auto* names : {&noted.scope.include, &noted.scope.exclude}) {
        for (auto& name : *names) {
            auto now = name_now(directory, name.str());
            if (!now) return base::fail(now.error());
            if (!*now || **now == name) continue;
            noted.renamed.push_back({name.str(), (*now)->str()});
            name = std::move(**now);
        }
    }
    if (const auto pilot = DistinguishedName::parse(directory.config.rules.pilot_group); pilot && !pilot->is_root()) {
        const auto now = name_now(directory, pilot->str());
        if (!now) return base::fail(now.error());
        if (*now && **now != *pilot) noted.renamed.push_back({pilot->str(), (*now)->str()});
    }
    scopes_.with([&](auto& scopes) { scopes.insert_or_assign(directory.number(), std::move(noted)); });
    return {};
}

// Empty optional: it is not bound, or not staged.
Result<std::optional<DistinguishedName>> SyncEngine::Impl::name_now(DirectoryContext& directory,
                                                                    const std::string& written) {
    const auto bound = directory.rules->names.find(written);
    if (bound == directory.rules->names.end()) return std::optional<DistinguishedName>();
    const auto object = ports_.space.find(directory.number(), bound->second);
    if (!object) return base::fail(object.error());
    if (!*object) return std::optional<DistinguishedName>();
    const auto placement = directory.units.place(**object);
    if (!placement) return base::fail(placement.error());
    auto now = DistinguishedName::parse(placement->distinguished_name);
    return now && !now->is_root() ? std::move(now) : std::nullopt;
}

Result<bool> SyncEngine::Impl::synchronize(std::stop_token stop) {
    bool due = false;
    if (!left_others_) {
        std::vector<DirectoryNumber> numbers;
        for (const auto& directory : directories_) numbers.push_back(directory->number());
        const auto left = DirectoryLeave(ports_.space, ports_.metaverse, ports_.work).run(numbers, stop);
        if (!left) return left;
        due = *left;
        left_others_ = !stop.stop_requested();
    }
    for (const auto& directory : directories_) {
        const auto one = Synchronization(ports_.space, ports_.metaverse, ports_.work, *directory, followers_).run(stop);
        if (!one) return one;
        due = due || *one;
    }
    moved_ = moved_ || due;
    return due;
}

bool SyncEngine::Impl::is_as_last_time(const ExportRules& rules) const {
    const auto now = ports_.clock.now();
    const bool recent = exported_at_ <= now && now - exported_at_ < kLookAtRemovalsEvery;
    return !moved_ && (recent || rules.staging) && rules == exported_with_;
}

Result<bool> SyncEngine::Impl::has_work(const ExportRules& rules) {
    const auto next = ports_.metaverse.next_due();
    if (!next) return base::fail(next.error());
    // What is staged stays due, and so does who is in a directory that cannot be reached.
    const bool some_stay = rules.staging || !is_everyone_ready();
    if (*next && **next <= ports_.clock.now()) return !(some_stay && is_as_last_time(rules));
    const auto removals = ports_.metaverse.removals({}, 1);
    if (!removals) return base::fail(removals.error());
    return !removals->empty() && !is_as_last_time(rules);
}

Result<std::optional<base::TimePoint>> SyncEngine::Impl::next_due() {
    auto next = ports_.metaverse.next_due();
    if (!next || exported_with_.staging) return next;
    if (*next && !moved_ && !is_everyone_ready()) *next = std::max(**next, exported_at_ + kLookAtRemovalsEvery);
    const auto removals = ports_.metaverse.removals({}, 1);
    if (!removals) return base::fail(removals.error());
    const auto look = moved_ ? kAtOnce : exported_at_ + kLookAtRemovalsEvery;
    if (!removals->empty() && (!*next || look < **next)) *next = look;
    return next;
}

// Nobody is removed as long as anybody has not been judged: the anchor that one object gave up may be another's by
// then. A directory that cannot be reached is not waited for: who is in it keeps their claims.
Result<bool> SyncEngine::Impl::may_remove() {
    if (!is_any_ready()) return false;
    for (const auto& directory : directories_) {
        if (!directory->is_ready()) continue;
        for (const auto kind : {ObjectKind::person, ObjectKind::group}) {
            const auto marked = ports_.space.marked(directory->number(), kind, 1);
            if (!marked) return base::fail(marked.error());
            if (!marked->empty()) return false;
        }
    }
    return true;
}

// Somebody else was there since our last change: that is told before our own changes cover it.
Result<void> SyncEngine::Impl::notice_others(ExportTarget& target) {
    const auto known = note(kRevisionNote);
    if (!known) return base::fail(known.error());
    const auto now = target.revision();
    if (!now) return base::fail(now.error());
    if (now->empty() || known->empty() || *now == *known) return {};
    return ports_.metaverse.set_note(kReconcileNote, "somebody else changed the target");
}

Result<ExportRun> SyncEngine::Impl::export_to(ExportTarget& target, const ExportRules& rules, std::stop_token stop) {
    const auto work = has_work(rules);
    if (!work) return base::fail(work.error());
    if (!*work) {
        ExportRun idle;  // those who wait still do
        idle.held = is_as_last_time(rules) ? held_ : 0;
        return idle;
    }
    const auto removals = may_remove();
    if (!removals) return base::fail(removals.error());
    if (!rules.staging)
        if (auto noticed = notice_others(target); !noticed) return base::fail(noticed.error());
    News news({ports_.space, ports_.metaverse, ports_.work, ports_.clock}, directories_, followers_);
    DueExport due({ports_.space, ports_.metaverse, ports_.work, ports_.clock, planner_, target, news}, rules, *removals,
                  std::move(stop));
    auto run = due.run();
    if (news.changed_something()) {
        for (const auto& directory : directories_) {
            if (!directory->rules) continue;
            if (auto noted = note_scope(*directory); !noted) return base::fail(noted.error());
        }
    }
    if (!run) return run;
    run->read = news.read();
    moved_ = run->interrupted || news.changed_something();
    exported_at_ = ports_.clock.now();
    exported_with_ = rules;
    held_ = run->held;
    if (rules.staging || !run->changed_something()) return run;
    const auto revision = target.revision();
    if (!revision) return run;  // the next one to ask finds another than is noted, and looks at everything
    if (auto noted = ports_.metaverse.set_note(kRevisionNote, *revision); !noted) return base::fail(noted.error());
    return run;
}

Result<bool> SyncEngine::Impl::must_reconcile(ExportTarget& target, const std::string& target_id) {
    const auto known = note(kTargetNote);
    if (!known) return base::fail(known.error());
    if (*known != target_id) {
        auto forgotten = ports_.work.run([&]() -> Result<void> {
            if (auto done = ports_.metaverse.forget_exports(); !done) return done;
            if (auto done = ports_.metaverse.touch_all(); !done) return done;
            if (auto done = ports_.metaverse.set_note(kReconcileNote, "another target"); !done) return done;
            return ports_.metaverse.set_note(kTargetNote, target_id);
        });
        if (!forgotten) return base::fail(forgotten.error());
    }
    if (!is_any_ready()) return false;
    const auto wanted = note(kReconcileNote);
    if (!wanted) return base::fail(wanted.error());
    if (!wanted->empty()) return true;
    const auto at = note(kReconciledNote);
    if (!at) return base::fail(at.error());
    const auto now = ports_.clock.now();
    const auto then = base::from_millis(at->empty() ? 0 : std::atoll(at->c_str()));
    if (then > now || now - then >= kReconcileEvery) return true;
    const bool looked = looked_at_revision_ && *looked_at_revision_ <= now;
    if (looked && now - *looked_at_revision_ < kLookAtRevisionEvery) return false;
    looked_at_revision_ = now;
    if (auto noticed = notice_others(target); !noticed) return base::fail(noticed.error());
    const auto noticed = note(kReconcileNote);
    if (!noticed) return base::fail(noticed.error());
    return !noticed->empty();
}

Result<void> SyncEngine::Impl::reconcile(ExportTarget& target, std::stop_token stop) {
    if (!is_any_ready()) return base::fail(ErrorCode::unavailable, "no directory has been read yet");
    moved_ = true;
    std::vector<std::string> domains;  // of the others the target keeps what it has
    for (const auto& directory : directories_)
        if (directory->is_ready()) domains.push_back(directory->domain->dns);
    const auto revision = target.revision();
    if (!revision) return base::fail(revision.error());
    Reconciliation reconciliation(ports_.space, ports_.metaverse, ports_.work, std::move(domains));
    if (auto done = reconciliation.run(target, std::move(stop)); !done) return done;
    return ports_.work.run([&]() -> Result<void> {
        if (auto set = ports_.metaverse.set_note(kRevisionNote, *revision); !set) return set;
        if (auto set = ports_.metaverse.set_note(kReconcileNote, ""); !set) return set;
        return ports_.metaverse.set_note(kReconciledNote, std::to_string(base::to_millis(ports_.clock.now())));
    });
}

SyncEngine::SyncEngine(Ports ports, std::vector<SourcedDirectory> directories)
    : impl_(std::make_unique<Impl>(ports, std::move(directories))) {}
SyncEngine::~SyncEngine() = default;

Result<ImportRun> SyncEngine::import(DirectoryNumber directory) {
    const auto found = impl_->directory(directory);
    if (!found) return base::fail(found.error());
    return impl_->import(**found);
}

Result<void> SyncEngine::demand_full(DirectoryNumber directory) {
    auto position = impl_->ports_.space.position(directory);
    if (!position) return base::fail(position.error());
    position->cookie.clear();
    return impl_->ports_.space.set_position(directory, *position);
}

Result<ImportRun> SyncEngine::sweep(DirectoryNumber directory) {
    const auto found = impl_->directory(directory);
    if (!found) return base::fail(found.error());
    const auto& ports = impl_->ports_;
    return DirectorySweep(ports.space, ports.metaverse, ports.work, ports.clock, **found).run();
}

Result<bool> SyncEngine::synchronize(std::stop_token stop) { return impl_->synchronize(std::move(stop)); }

Result<ExportRun> SyncEngine::export_to(ExportTarget& target, const ExportRules& rules, std::stop_token stop) {
    return impl_->export_to(target, rules, std::move(stop));
}

Result<bool> SyncEngine::must_reconcile(ExportTarget& target, const std::string& target_id) {
    return impl_->must_reconcile(target, target_id);
}

Result<void> SyncEngine::reconcile(ExportTarget& target, std::stop_token stop) {
    return impl_->reconcile(target, std::move(stop));
}

Result<std::optional<HeldRemovals>> SyncEngine::held_removals(const RemovalThreshold& threshold) {
    auto& metaverse = impl_->ports_.metaverse;
    const auto sample = metaverse.held(kMaxHeldSample);
    if (!sample) return base::fail(sample.error());
    if (sample->empty()) return std::optional<HeldRemovals>();
    const auto finding = DeletionGuard(metaverse, impl_->ports_.work, impl_->ports_.clock.now()).look(threshold);
    if (!finding) return base::fail(finding.error());
    HeldRemovals held;
    held.count = finding->counts.held;
    held.threshold = finding->limit;
    held.people = finding->counts.people;
    held.since = impl_->ports_.clock.now();
    for (const auto& entry : *sample) {
        held.sample.push_back(entry.exported.name.empty() ? entry.anchor.str() : entry.exported.name);
        held.since = std::min(held.since, entry.exported.held_since.value_or(held.since));
    }
    return std::optional(std::move(held));
}

Result<std::size_t> SyncEngine::allow_removals() {
    const auto& ports = impl_->ports_;
    impl_->moved_ = true;
    return DeletionGuard(ports.metaverse, ports.work, ports.clock.now()).allow();
}

Result<Explanation> SyncEngine::explain(const std::string& text) {
    const auto& ports = impl_->ports_;
    return Explainer(ports.space, ports.metaverse, impl_->directories_, impl_->planner_).explain(text);
}

Result<std::vector<ScopePreview>> SyncEngine::preview(const std::vector<WantedRules>& wanted,
                                                      const RemovalThreshold& threshold) {
    const auto& ports = impl_->ports_;
    std::vector<ScopePreview> previews;
    std::int64_t more = 0;
    for (const auto& [directory, rules] : wanted) {
        const auto found = impl_->directory(directory);
        if (!found) return base::fail(found.error());
        auto preview = preview_scope(**found, ports.space, ports.metaverse, rules);
        if (!preview) return base::fail(preview.error());
        more += static_cast<std::int64_t>(preview->removed + preview->removed_groups);
        previews.push_back(std::move(*preview));
    }
    if (threshold.type == RemovalThreshold::Type::disabled) return previews;
    const auto finding = DeletionGuard(ports.metaverse, ports.work, ports.clock.now()).look(threshold, more);
    if (!finding) return base::fail(finding.error());
    for (auto& preview : previews) {
        preview.limit = finding->limit;
        preview.holds = more > 0 && finding->hold;
    }
    return previews;
}

void SyncEngine::follow(Follower follower) { impl_->followers_.push_back(std::move(follower)); }

void SyncEngine::unfollow(const Metaverse& metaverse) {
    std::erase_if(impl_->followers_, [&](const Follower& one) { return one.metaverse == &metaverse; });
}

DirectoryContext* SyncEngine::find_directory(DirectoryNumber directory) {
    const auto found = impl_->directory(directory);
    return found ? *found : nullptr;
}

bool SyncEngine::is_ready() const { return impl_->is_any_ready(); }

Result<bool> SyncEngine::may_remove() { return impl_->may_remove(); }

Scope SyncEngine::effective_scope(DirectoryNumber directory) const {
    return impl_->scopes_.with([&](const auto& scopes) {
        const auto found = scopes.find(directory);
        // Nothing is in scope of a directory that nobody has reached yet.
        return found == scopes.end() ? Scope{.mode = Scope::Mode::selected, .include = {}, .exclude = {}}
                                     : found->second.scope;
    });
}

std::vector<RenamedObject> SyncEngine::renamed(DirectoryNumber directory) const {
    return impl_->scopes_.with([&](const auto& scopes) {
        const auto found = scopes.find(directory);
        return found == scopes.end() ? std::vector<RenamedObject>() : found->second.renamed;
    });
}

Result<DirectoryState> SyncEngine::state(DirectoryNumber directory) {
    auto position = impl_->ports_.space.position(directory);
    if (!position) return base::fail(position.error());
    const auto counts = impl_->ports_.space.counts(directory);
    if (!counts) return base::fail(counts.error());
    return DirectoryState{std::move(*position), *counts};
}

Result<MetaverseCounts> SyncEngine::counts() { return impl_->ports_.metaverse.counts(); }

Result<std::optional<base::TimePoint>> SyncEngine::next_due() { return impl_->next_due(); }

}  // namespace tilbage::core
