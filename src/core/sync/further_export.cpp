#include "core/sync/further_export.h"

#include <algorithm>

#include "core/sync/deletion_guard.h"
#include "core/sync/import_directory.h"
#include "core/sync/record_export.h"

namespace tilbage::core {
namespace {

using base::Result;

constexpr const char* kTargetNote = "target";
constexpr const char* kFollowsNote = "follows";  // what the agent settles is told here, too
constexpr const char* kReconciledNote = "reconciled_at";
constexpr const char* kAnswerLost = "an answer was lost";  // until it comes
constexpr auto kReconcileEvery = std::chrono::hours(24);
constexpr auto kLookAtRemovalsEvery = std::chrono::seconds(10);
constexpr std::size_t kChunk = 500;
constexpr std::size_t kMostMembersOfBatch = 20'000;

ExportedState exported_as(const ExportState& exported, bool leaves) {
    if (exported.removal_held) return ExportedState::held;
    if (!exported.refusal.empty()) return ExportedState::refused;
    if (exported.tenant_id.empty()) return ExportedState::no;
    return leaves ? ExportedState::pending : ExportedState::yes;
}

}  // namespace

FurtherExport::FurtherExport(Parts parts, SyncEngine& engine)
    : parts_(std::move(parts)),
      engine_(engine),
      planner_(parts_.space, parts_.metaverse,
               [&engine](DirectoryNumber number) { return engine.find_directory(number); }),
      joins_(parts_.space, parts_.metaverse, [this](DirectoryNumber directory, const std::vector<ObjectGuid>& objects) {
          for (const auto& guid : objects) touched_.insert({directory, guid});
      }) {
    engine.follow({.metaverse = &parts_.metaverse,
                   .on_settled =
                       [this](const SourceAnchor& anchor) {
                           moved_ = true;
                           if (telling_.is_under_way()) settled_.insert(anchor);
                       },
                   .on_touch =
                       [this](DirectoryNumber directory, const std::vector<ObjectGuid>& objects) {
                           if (!telling_.is_under_way()) return;
                           for (const auto& guid : objects) touched_.insert({directory, guid});
                       }});
}

FurtherExport::~FurtherExport() { engine_.unfollow(parts_.metaverse); }

Result<std::string> FurtherExport::text_of_note(const char* name) {
    auto text = parts_.metaverse.note(name);
    if (!text) return base::fail(text.error());
    return text->value_or("");
}

void FurtherExport::begin_anew() {
    phase_ = Phase::removals;
    after_ = {};
}

Result<FurtherExport::Step> FurtherExport::step(const ExportRules& rules, bool may_begin) {
    Step step;
    if (auto landed = land(step); !landed) return base::fail(landed.error());
    if (auto compared = compare(step); !compared) return base::fail(compared.error());
    step.run.held = held_;
    if (is_under_way() || !may_begin || step.run.interrupted) return step;
    if (auto begun = begin(rules, step); !begun) return base::fail(begun.error());
    return step;
}

Result<void> FurtherExport::begin(const ExportRules& rules, Step& step) {
    if (rules.staging || !engine_.is_ready()) return {};
    if (auto caught = catch_up(); !caught) return caught;
    const auto must = must_compare();
    if (!must) return base::fail(must.error());
    if (*must) {
        start_reading();
        return {};
    }
    auto batch = next_batch(rules);
    if (!batch) return base::fail(batch.error());
    step.run.held = held_;
    if (batch->empty()) {
        step.is_whole = true;
        return {};
    }
    planned_ = std::move(*batch);
    // Who is made and then forgotten by a kill, or because no answer came, would be there for ever.
    const bool makes = std::ranges::any_of(
        planned_, [](const PlannedExport& planned) { return planned.kind == PlannedExport::Kind::create; });
    if (makes)
        if (auto noted = parts_.metaverse.set_note(kReconcileNote, kAnswerLost); !noted) return noted;
    settled_.clear();
    touched_.clear();
    telling_.start(
        [this]() -> Outcomes {
            std::vector<ExportChange> changes;
            changes.reserve(planned_.size());
            for (const auto& each : planned_) changes.push_back(each.change);
            return parts_.target.apply(changes);
        },
        parts_.on_answer);
    return {};
}

// Whatever was settled while the agent ran without this target it has not heard of.
Result<void> FurtherExport::catch_up() {
    if (caught_up_) return {};
    const auto known = text_of_note(kTargetNote);
    if (!known) return base::fail(known.error());
    const auto follows = text_of_note(kFollowsNote);
    if (!follows) return base::fail(follows.error());
    if (*known == parts_.target_id && !follows->empty()) {
        caught_up_ = true;
        return {};
    }
    if (*known != parts_.target_id)
        if (auto forgotten = parts_.metaverse.forget_exports(); !forgotten) return forgotten;
    for (auto* of : {&parts_.metaverse, &parts_.tenants})
        if (auto resolved = resolve_all(*of); !resolved) return resolved;
    auto noted = parts_.work.run([&]() -> Result<void> {
        if (auto set = parts_.metaverse.set_note(kReconcileNote, "it was not told for a while"); !set) return set;
        if (auto set = parts_.metaverse.set_note(kTargetNote, parts_.target_id); !set) return set;
        return parts_.metaverse.set_note(kFollowsNote, "yes");
    });
    caught_up_ = noted.has_value();
    return noted;
}

Result<void> FurtherExport::resolve_all(Metaverse& of) {
    std::vector<SourceAnchor> anchors;
    const auto resolve = [&]() -> Result<void> {
        return parts_.work.run([&]() -> Result<void> {
            for (const auto& anchor : std::exchange(anchors, {}))
                if (auto done = joins_.resolve(anchor); !done) return base::fail(done.error());
            return {};
        });
    };
    auto visited = of.each([&](const MetaverseEntry& entry) -> Result<void> {
        anchors.push_back(entry.anchor);
        return anchors.size() < kChunk ? Result<void>() : resolve();
    });
    return visited ? resolve() : visited;
}

Result<bool> FurtherExport::must_compare() {
    const auto wanted = text_of_note(kReconcileNote);
    if (!wanted) return base::fail(wanted.error());
    if (!wanted->empty()) return true;
    const auto at = text_of_note(kReconciledNote);
    if (!at) return base::fail(at.error());
    const auto now = parts_.clock.now();
    const auto then = base::from_millis(at->empty() ? 0 : std::atoll(at->c_str()));
    return then > now || now - then >= kReconcileEvery;
}

void FurtherExport::start_reading() {
    reading_.start(
        [this]() -> Found {
            std::vector<Reconciliation::There> found;
            auto people = parts_.target.each_person([&](const TargetPerson& person) -> Result<void> {
                found.push_back(Reconciliation::seen(person));
                return {};
            });
            if (!people) return base::fail(people.error());
            if (!parts_.groups) return found;
            auto groups = parts_.target.each_group([&](TargetGroup group) -> Result<void> {
                found.push_back(Reconciliation::seen(std::move(group)));
                return {};
            });
            if (!groups) return base::fail(groups.error());
            return found;
        },
        parts_.on_answer);
}

// Whom nobody here has ever known is none of ours: the service may be fed by others, too.
Result<void> FurtherExport::compare(Step& step) {
    if (!reading_.is_done()) return {};
    auto found = reading_.take();
    if (!found) return base::fail(found.error());
    Reconciliation reconciliation(parts_.space, parts_.metaverse, parts_.work, {}, &planner_);
    for (auto& there : *found)
        if (auto taken = reconciliation.take(std::move(there)); !taken) return taken;
    const auto kinds = parts_.groups ? Reconciliation::Kinds::all : Reconciliation::Kinds::people;
    if (auto finished = reconciliation.finish(kinds); !finished) return finished;
    step.compared = moved_ = true;
    begin_anew();
    return parts_.work.run([&]() -> Result<void> {
        if (auto set = parts_.metaverse.set_note(kReconcileNote, ""); !set) return set;
        return parts_.metaverse.set_note(kReconciledNote, std::to_string(base::to_millis(parts_.clock.now())));
    });
}

Result<std::vector<PlannedExport>> FurtherExport::next_batch(const ExportRules& rules) {
    // Once more from the beginning behind a pass that told something: others may have waited for it.
    bool again = phase_ == Phase::removals && after_ == SourceAnchor();
    while (true) {
        bool hold = false;
        if (phase_ == Phase::removals) {
            const auto looked = look_at_removals(rules);
            if (!looked) return base::fail(looked.error());
            hold = *looked;
        }
        auto batch = fill(hold);
        if (!batch || !batch->empty()) return batch;
        after_ = {};
        phase_ = static_cast<Phase>(static_cast<int>(phase_) + 1);
        if (phase_ == Phase::groups && !parts_.groups) phase_ = Phase::none;
        if (phase_ != Phase::none) continue;
        begin_anew();
        if (again) return std::vector<PlannedExport>();
        again = true;
    }
}

// Whether those who are not allowed must wait.
Result<bool> FurtherExport::look_at_removals(const ExportRules& rules) {
    const auto waiting = parts_.metaverse.removals({}, 1);
    if (!waiting) return base::fail(waiting.error());
    if (waiting->empty()) {
        held_ = 0;
        return false;
    }
    const auto now = parts_.clock.now();
    const bool recent = looked_at_removals_ <= now && now - looked_at_removals_ < kLookAtRemovalsEvery;
    if (!moved_ && recent && rules == looked_with_) return held_ > 0;
    DeletionGuard guard(parts_.metaverse, parts_.work, now);
    const auto finding = guard.look(rules.threshold);
    if (!finding) return base::fail(finding.error());
    if (auto marked = guard.mark(finding->hold); !marked) return base::fail(marked.error());
    held_ = finding->hold ? static_cast<std::size_t>(finding->counts.removals) : 0;
    looked_at_removals_ = now;
    looked_with_ = rules;
    moved_ = false;
    return finding->hold;
}

Result<std::vector<MetaverseEntry>> FurtherExport::page(std::size_t at_most) {
    if (phase_ == Phase::removals) {
        const auto may = engine_.may_remove();
        if (!may) return base::fail(may.error());
        if (!*may) return std::vector<MetaverseEntry>();
        return parts_.metaverse.removals(after_, at_most);
    }
    const auto kind = phase_ == Phase::groups ? ObjectKind::group : ObjectKind::person;
    return parts_.metaverse.due(kind, parts_.clock.now(), after_, at_most);
}

Result<std::optional<PlannedExport>> FurtherExport::plan(const MetaverseEntry& entry, bool hold) {
    if (phase_ == Phase::removals) {
        const auto& exported = entry.exported;
        if (entry.kind == ObjectKind::group && !parts_.groups) return std::optional<PlannedExport>();
        if (hold && !exported.removal_allowed) return std::optional<PlannedExport>();
        if (exported.next_attempt && *exported.next_attempt > parts_.clock.now()) return std::optional<PlannedExport>();
        return std::optional(ExportPlanner::plan_removal(entry));
    }
    if (phase_ == Phase::managers) {  // who is told before those whose manager it is need not be told twice
        if (!entry.joined || !entry.exported.tenant_id.empty()) return std::optional<PlannedExport>();
        const auto managed = parts_.space.managed_by(entry.joined->directory, entry.joined->guid);
        if (!managed) return base::fail(managed.error());
        if (managed->empty()) return std::optional<PlannedExport>();
    }
    return planner_.plan(entry);
}

Result<std::vector<PlannedExport>> FurtherExport::fill(bool hold) {
    const auto most = parts_.target.max_batch();
    std::vector<PlannedExport> batch;
    std::size_t members = 0;
    while (batch.size() < most && members < kMostMembersOfBatch) {
        const auto entries = page(most - batch.size());
        if (!entries) return base::fail(entries.error());
        if (entries->empty()) break;
        auto done = parts_.work.run([&]() -> Result<void> {
            ExportRecord record(parts_.metaverse, joins_, parts_.clock.now());
            for (const auto& entry : *entries) {
                if (members >= kMostMembersOfBatch) break;
                after_ = entry.anchor;
                auto planned = plan(entry, hold);
                if (!planned) return base::fail(planned.error());
                if (!*planned) continue;
                const bool nothing = (*planned)->kind == PlannedExport::Kind::nothing;
                if (nothing || !(*planned)->refusal.empty()) {
                    auto noted = nothing ? record.settle(entry) : record.refuse(**planned, (*planned)->refusal);
                    if (!noted) return noted;
                    continue;
                }
                if (auto doubted = doubt(**planned); !doubted) return doubted;
                members += (*planned)->members();
                batch.push_back(std::move(**planned));
            }
            return {};
        });
        if (!done) return base::fail(done.error());
    }
    return batch;
}

// Until the answer comes nobody knows what the target has: were the change taken back meanwhile, and the answer lost,
// what was told before it would look as if it were there.
Result<void> FurtherExport::doubt(const PlannedExport& planned) {
    if (planned.kind != PlannedExport::Kind::update) return {};
    auto entry = planned.entry;
    entry.exported.digest.clear();
    return parts_.metaverse.put(entry);
}

Result<void> FurtherExport::land(Step& step) {
    if (!telling_.is_done()) return {};
    const auto planned = std::exchange(planned_, {});
    auto outcomes = telling_.take();
    if (outcomes && outcomes->size() != planned.size())
        outcomes =
            base::fail(base::ErrorCode::corrupt, "the target answered another number of changes than it was told");
    if (!outcomes) {
        settled_.clear();
        touched_.clear();
        begin_anew();
        return base::fail(outcomes.error());
    }
    auto written = parts_.work.run([&]() -> Result<void> {
        std::int64_t unasked = 0;
        for (std::size_t i = 0; i < planned.size(); ++i)
            if (auto noted = note(planned[i], (*outcomes)[i], unasked); !noted) return noted;
        const auto note = text_of_note(kReconcileNote);
        if (!note) return base::fail(note.error());
        if (*note == kAnswerLost)
            if (auto cleared = parts_.metaverse.set_note(kReconcileNote, ""); !cleared) return cleared;
        return unasked == 0 ? Result<void>() : parts_.metaverse.count_removals(parts_.clock.now(), unasked);
    });
    settled_.clear();
    touched_.clear();
    if (!written) return written;
    for (std::size_t i = 0; i < planned.size(); ++i) count(planned[i], (*outcomes)[i], step.run);
    moved_ = true;
    if (step.run.interrupted) begin_anew();
    return {};
}

// The engine went on while the target was told: what it has settled since holds.
Result<void> FurtherExport::note(const PlannedExport& planned, const ExportOutcome& outcome, std::int64_t& unasked) {
    const auto now = parts_.metaverse.find(planned.entry.anchor);
    if (!now) return base::fail(now.error());
    auto fresh = planned;
    const bool settled = settled_.contains(planned.entry.anchor);
    if (settled) {
        if (*now) {
            fresh.entry = **now;
        } else {
            fresh.entry.joined.reset();
            fresh.entry.exported = {};
        }
    }
    const auto& joined = fresh.entry.joined;
    const bool touched = joined && (settled || touched_.contains({joined->directory, joined->guid}));
    fresh.more = fresh.more && joined.has_value();
    const bool removed = planned.kind == PlannedExport::Kind::remove && outcome.result == ExportOutcome::Result::done;
    unasked += removed && !planned.entry.exported.removal_allowed;
    // It was not there, nobody knows it any more, and nothing came of it.
    if (!*now && outcome.result != ExportOutcome::Result::done) return {};
    ExportRecord record(parts_.metaverse, joins_, parts_.clock.now());
    return record.note(fresh, outcome, touched);
}

void FurtherExport::count(const PlannedExport& planned, const ExportOutcome& outcome, ExportRun& run) const {
    using Outcome = ExportOutcome::Result;
    constexpr std::size_t kMostRefusals = 50;
    if (outcome.result == Outcome::done) {
        run.created += planned.kind == PlannedExport::Kind::create;
        run.updated += planned.kind == PlannedExport::Kind::update;
        run.removed += planned.kind == PlannedExport::Kind::remove;
    } else if (outcome.result == Outcome::refused) {
        ++run.refused;
        if (run.refusals.size() < kMostRefusals) run.refusals.push_back({planned.name, outcome.message});
    } else if (outcome.result == Outcome::try_again) {
        run.interrupted = true;
    }
}

Result<std::size_t> FurtherExport::allow_removals() {
    moved_ = true;
    return DeletionGuard(parts_.metaverse, parts_.work, parts_.clock.now()).allow();
}

Result<ExplainedTarget> FurtherExport::explain(const std::string& anchor) {
    ExplainedTarget explained;
    const auto parsed = SourceAnchor::parse(anchor);
    if (!parsed) return explained;
    const auto entry = parts_.metaverse.find(*parsed);
    if (!entry) return base::fail(entry.error());
    if (!*entry) return explained;
    if ((*entry)->kind == ObjectKind::group && !parts_.groups) return explained;
    explained.id = (*entry)->exported.tenant_id;
    explained.refusal = (*entry)->exported.refusal;
    if ((*entry)->joined) {
        const auto planned = planner_.plan(**entry);
        if (!planned) return base::fail(planned.error());
        if (*planned && (*planned)->kind == PlannedExport::Kind::create) explained.would_do = WouldDo::create;
        if (*planned && (*planned)->kind == PlannedExport::Kind::update) explained.would_do = WouldDo::update;
    } else if (!(*entry)->disputed && !explained.id.empty()) {
        explained.would_do = WouldDo::remove;
    }
    explained.exported = exported_as((*entry)->exported, explained.would_do != WouldDo::nothing);
    return explained;
}

Result<void> FurtherExport::forsake(Metaverse& metaverse) {
    const auto follows = metaverse.note(kFollowsNote);
    if (!follows) return base::fail(follows.error());
    return follows->value_or("").empty() ? Result<void>() : metaverse.set_note(kFollowsNote, "");
}

}  // namespace tilbage::core
