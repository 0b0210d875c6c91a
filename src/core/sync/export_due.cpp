#include "core/sync/export_due.h"

#include <algorithm>

#include "core/sync/deletion_guard.h"

namespace tilbage::core {
namespace {

using base::Result;

constexpr int kMostRounds = 12;  // of people and groups who wait for one another
constexpr int kMostRetries = 3;  // of refused ones in one run
constexpr std::size_t kMostRefusals = 50;
constexpr std::size_t kMostMembersOfBulk = 20'000;
// To look at the directory between bulks costs nothing beside them; to wait until none is under way, a part of one.
constexpr int kBulksBetweenLooks = 3;

bool asks_to_wait(const BulkInFlight::Answered& answered) {
    return std::ranges::any_of(answered.outcomes, [](const ExportOutcome& outcome) {
        return outcome.result == ExportOutcome::Result::try_again;
    });
}

std::pair<DirectoryNumber, ObjectGuid> key_of(const AnchorClaim& claim) { return {claim.directory, claim.guid}; }

}  // namespace

DueExport::DueExport(Parts parts, const ExportRules& rules, bool may_remove, std::stop_token stop)
    : parts_(parts),
      rules_(rules),
      may_remove_(may_remove),
      stop_(std::move(stop)),
      now_(parts.clock.now()),
      joins_(parts.space, parts.metaverse, [this](DirectoryNumber directory, const std::vector<ObjectGuid>& objects) {
          for (const auto& guid : objects)
              if (pending_.contains({directory, guid})) touched_.insert({directory, guid});
      }) {}

// A user name that goes from one person to another is given up by a removal or a change before somebody new needs it;
// who is refused for it all the same is tried again as long as anything moves.
Result<ExportRun> DueExport::run() {
    if (may_remove_)
        if (auto removed = remove(); !removed) return base::fail(removed.error());
    const auto many = are_many_new_people();
    if (!many) return base::fail(many.error());
    if (*many)
        if (auto told = tell(ObjectKind::person, true); !told) return base::fail(told.error());
    int retries = 0;
    for (int round = 0; round < kMostRounds && !must_stop(); ++round) {
        const auto before = done();
        for (const auto kind : {ObjectKind::person, ObjectKind::group})
            if (auto told = tell(kind, false); !told) return base::fail(told.error());
        if (rules_.staging || done() == before) break;
        if (refused_.empty() || retries == kMostRetries) continue;
        ++retries;
        const auto retried = retry_refused(before);
        if (!retried) return base::fail(retried.error());
    }
    report_.interrupted = report_.interrupted || stop_.stop_requested();
    report_.refused = refused_.size();
    for (const auto& [anchor, refused] : refused_) {
        if (report_.refusals.size() == kMostRefusals) break;
        report_.refusals.push_back(refused.what);
    }
    return report_;
}

Result<void> DueExport::remove() {
    DeletionGuard guard(parts_.metaverse, parts_.work, now_);
    const auto waiting = parts_.metaverse.removals({}, 1);
    if (!waiting) return base::fail(waiting.error());
    if (waiting->empty()) return {};
    const auto finding = guard.look(rules_.threshold);
    if (!finding) return base::fail(finding.error());
    if (!rules_.staging)
        if (auto marked = guard.mark(finding->hold); !marked) return marked;
    const bool hold = finding->hold;
    if (hold) report_.held = static_cast<std::size_t>(finding->counts.removals);
    return pass(
        [&](const SourceAnchor& after, std::size_t at_most) { return parts_.metaverse.removals(after, at_most); },
        [&](const MetaverseEntry& entry) -> Result<std::optional<PlannedExport>> {
            const auto& exported = entry.exported;
            if (hold && !exported.removal_allowed) return std::optional<PlannedExport>();
            if (exported.next_attempt && *exported.next_attempt > now_) return std::optional<PlannedExport>();
            return std::optional(ExportPlanner::plan_removal(entry));
        },
        false);
}

// Somebody new is told with a manager who is there already, or else twice. That pays when there are many.
Result<bool> DueExport::are_many_new_people() {
    const auto people = parts_.metaverse.due(ObjectKind::person, now_, {}, parts_.target.max_batch());
    if (!people) return base::fail(people.error());
    const auto is_new = [](const MetaverseEntry& entry) { return entry.exported.tenant_id.empty(); };
    return people->size() == parts_.target.max_batch() && std::ranges::any_of(*people, is_new);
}

Result<void> DueExport::tell(ObjectKind kind, bool managers_only) {
    return pass([&](const SourceAnchor& after,
                    std::size_t at_most) { return parts_.metaverse.due(kind, now_, after, at_most); },
                [&](const MetaverseEntry& entry) -> Result<std::optional<PlannedExport>> {
                    if (managers_only) {
                        if (!entry.joined) return std::optional<PlannedExport>();
                        const auto managed = parts_.space.managed_by(entry.joined->directory, entry.joined->guid);
                        if (!managed) return base::fail(managed.error());
                        if (managed->empty()) return std::optional<PlannedExport>();
                    }
                    return parts_.planner.plan(entry);
                },
                true);
}

Result<void> DueExport::pass(const Page& page, const Plan& plan, bool takes_news) {
    BulkInFlight bulk(parts_.target);
    SourceAnchor after;
    bool more = true;
    while (more && !must_stop()) {
        if (takes_news && !rules_.staging)
            if (auto told = tell_news(bulk); !told) return told;
        // In one transaction, for its many reads: a store gives each other one a snapshot of its own.
        std::vector<PlannedExport> batch;
        auto planned = parts_.work.run([&]() -> Result<void> {
            auto filled = fill(page, plan, after, more);
            if (!filled) return base::fail(filled.error());
            batch = std::move(*filled);
            return {};
        });
        if (!planned) return planned;
        if (rules_.staging) {
            for (const auto& each : batch) count(each, {});
            continue;
        }
        // What one answered is noted while the target has the next one already.
        auto answered = bulk.finish();
        const bool go_on = !stop_.stop_requested() && answered && !asks_to_wait(*answered);
        if (go_on && !batch.empty()) bulk.start(std::move(batch));
        ++bulks_since_look_;
        if (auto noted = note(answered); !noted) return noted;
    }
    auto noted = note(bulk.finish());
    pending_.clear();
    touched_.clear();
    return noted;
}

// Who changes while many are told is told before the rest of them. Nothing may be planned or under way when their
// change is taken up, or it would be noted as told.
Result<void> DueExport::tell_news(BulkInFlight& bulk) {
    if (bulks_since_look_ < kBulksBetweenLooks) return {};
    bulks_since_look_ = 0;
    if (!parts_.news.is_there()) return {};
    if (auto noted = note(bulk.finish()); !noted || must_stop()) return noted;
    const auto people = parts_.news.take(parts_.target.max_batch(), stop_);
    if (!people) return base::fail(people.error());
    auto batch = plan_news(*people);
    if (!batch) return base::fail(batch.error());
    if (batch->empty() || must_stop()) return {};
    bulk.start(std::move(*batch));
    return note(bulk.finish());
}

Result<std::vector<PlannedExport>> DueExport::plan_news(const std::vector<News::Person>& people) {
    Filled filled;
    auto planned = parts_.work.run([&]() -> Result<void> {
        for (const auto& [directory, guid] : people) {
            const auto entry = parts_.metaverse.find_by_object(directory, guid);
            if (!entry) return base::fail(entry.error());
            const auto& due = *entry ? (*entry)->exported.next_attempt : std::nullopt;
            if (!due || *due > now_ || !(*entry)->joined) continue;
            const auto plan = [&](const MetaverseEntry& one) { return parts_.planner.plan(one); };
            if (auto added = add(**entry, plan, filled); !added) return added;
        }
        return write_without_telling(filled.untold);
    });
    if (!planned) return base::fail(planned.error());
    return std::move(filled.batch);
}

Result<std::vector<PlannedExport>> DueExport::fill(const Page& page, const Plan& plan, SourceAnchor& after,
                                                   bool& more) {
    const auto most = parts_.target.max_batch();
    Filled filled;
    while (more && filled.batch.size() < most && filled.members < kMostMembersOfBulk) {
        const auto entries = page(after, most - filled.batch.size());
        if (!entries) return base::fail(entries.error());
        more = !entries->empty();
        for (const auto& entry : *entries) {
            if (filled.members >= kMostMembersOfBulk) break;
            after = entry.anchor;
            if (auto added = add(entry, plan, filled); !added) return base::fail(added.error());
        }
    }
    if (auto written = write_without_telling(filled.untold); !written) return base::fail(written.error());
    return std::move(filled.batch);
}

Result<void> DueExport::add(const MetaverseEntry& entry, const Plan& plan, Filled& filled) {
    auto planned = plan(entry);
    if (!planned) return base::fail(planned.error());
    if (!*planned) return {};
    const bool told = (*planned)->kind != PlannedExport::Kind::nothing && (*planned)->refusal.empty();
    filled.members += (*planned)->members();
    if (told && entry.joined) pending_.insert(key_of(*entry.joined));
    if (told)
        if (auto doubted = doubt(entry); !doubted) return doubted;
    (told ? filled.batch : filled.untold).push_back(std::move(**planned));
    return {};
}

// From here on nobody knows what the target has of it, until the answer is noted: whoever is killed between tells all
// of it again, also when it has become what it was before.
Result<void> DueExport::doubt(const MetaverseEntry& entry) {
    if (rules_.staging || entry.exported.digest.empty()) return {};
    auto doubted = entry;
    doubted.exported.digest.clear();
    return parts_.metaverse.put(doubted);
}

Result<void> DueExport::write_without_telling(const std::vector<PlannedExport>& planned) {
    if (planned.empty() || rules_.staging) return {};
    return parts_.work.run([&]() -> Result<void> {
        ExportRecord record(parts_.metaverse, joins_, now_);
        for (const auto& each : planned) {
            const bool refused = !each.refusal.empty();
            if (refused) count(each, {ExportOutcome::Result::refused, "", each.refusal});
            auto written = refused ? record.refuse(each, each.refusal) : record.settle(each.entry);
            if (!written) return written;
        }
        return {};
    });
}

Result<void> DueExport::note(const BulkInFlight::Landed& landed) {
    if (!landed) return base::fail(landed.error());
    if (landed->outcomes.size() != landed->planned.size())
        return base::fail(base::ErrorCode::corrupt, "the target answered another number of changes than it was told");
    return record(landed->planned, landed->outcomes);
}

Result<void> DueExport::record(const std::vector<PlannedExport>& planned, const std::vector<ExportOutcome>& outcomes) {
    std::int64_t unasked = 0;  // removals that no administrator said yes to
    auto written = parts_.work.run([&]() -> Result<void> {
        ExportRecord record(parts_.metaverse, joins_, now_);
        for (std::size_t i = 0; i < planned.size(); ++i) {
            const auto& entry = planned[i].entry;
            const bool touched = entry.joined && touched_.contains(key_of(*entry.joined));
            if (auto noted = record.note(planned[i], outcomes[i], touched); !noted) return noted;
            const bool removed =
                planned[i].kind == PlannedExport::Kind::remove && outcomes[i].result == ExportOutcome::Result::done;
            unasked += removed && !entry.exported.removal_allowed;
        }
        if (unasked == 0) return {};
        return parts_.metaverse.count_removals(now_, unasked);
    });
    if (!written) return written;
    for (std::size_t i = 0; i < planned.size(); ++i) {
        count(planned[i], outcomes[i]);
        if (!planned[i].entry.joined) continue;
        pending_.erase(key_of(*planned[i].entry.joined));
        touched_.erase(key_of(*planned[i].entry.joined));
    }
    return {};
}

void DueExport::count(const PlannedExport& planned, const ExportOutcome& outcome) {
    const auto& anchor = planned.entry.anchor;
    switch (outcome.result) {
        case ExportOutcome::Result::done:
            report_.created += planned.kind == PlannedExport::Kind::create;
            report_.updated += planned.kind == PlannedExport::Kind::update;
            report_.removed += planned.kind == PlannedExport::Kind::remove;
            refused_.erase(anchor);
            break;
        case ExportOutcome::Result::refused:
            refused_.insert_or_assign(anchor, Refused{{planned.name, outcome.message}, planned.entry});
            break;
        case ExportOutcome::Result::gone:
            break;
        case ExportOutcome::Result::try_again:
            report_.interrupted = true;
            break;
    }
}

Result<bool> DueExport::retry_refused(std::size_t done_before) {
    if (done() == done_before) return false;
    auto touched = parts_.work.run([&]() -> Result<void> {
        for (const auto& [anchor, refused] : refused_) {
            auto entry = parts_.metaverse.find(anchor);
            if (!entry) return base::fail(entry.error());
            if (!*entry || !(*entry)->joined) continue;
            (*entry)->exported.next_attempt = kAtOnce;
            (*entry)->exported.attempts = refused.entry.exported.attempts;
            if (auto put = parts_.metaverse.put(**entry); !put) return put;
        }
        return {};
    });
    if (!touched) return base::fail(touched.error());
    return true;
}

}  // namespace tilbage::core
