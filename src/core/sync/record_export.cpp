#include "core/sync/record_export.h"

#include <algorithm>

namespace tilbage::core {

using base::Result;

base::Millis retry_after(int attempts) {
    constexpr int kDoublings = 6;  // more than an hour
    const auto wait = std::chrono::minutes(1 << std::clamp(attempts - 1, 0, kDoublings));
    return std::min<base::Millis>(wait, std::chrono::hours(1));
}

Result<void> ExportRecord::note(const PlannedExport& planned, const ExportOutcome& outcome, bool touched) {
    const bool removal = planned.kind == PlannedExport::Kind::remove;
    switch (outcome.result) {
        case ExportOutcome::Result::done:
            return removal ? note_removed(planned) : note_done(planned, outcome, touched);
        case ExportOutcome::Result::gone:
            return removal ? note_removed(planned) : note_gone(planned);
        case ExportOutcome::Result::refused:
            return refuse(planned, outcome.message);
        case ExportOutcome::Result::try_again:
            break;
    }
    return {};  // still due
}

Result<void> ExportRecord::settle(const MetaverseEntry& entry) {
    auto settled = entry;
    settled.exported.next_attempt.reset();
    settled.exported.attempts = 0;
    settled.exported.refusal.clear();
    return metaverse_.put(settled);
}

Result<void> ExportRecord::note_done(const PlannedExport& planned, const ExportOutcome& outcome, bool touched) {
    auto entry = planned.entry;
    const bool is_new = !outcome.id.empty() && outcome.id != entry.exported.tenant_id;
    if (is_new) {
        if (auto freed = give_up_id_elsewhere(outcome.id, entry.anchor); !freed) return freed;
        entry.exported.tenant_id = outcome.id;
    }
    entry.exported.name = planned.name;
    entry.exported.digest = planned.digest;
    entry.exported.refusal.clear();
    entry.exported.attempts = 0;
    entry.exported.next_attempt = touched || planned.more ? std::optional(kAtOnce) : std::nullopt;
    if (auto put = metaverse_.put(entry); !put) return put;
    if (entry.kind == ObjectKind::group)
        if (auto noted = note_members(planned); !noted) return noted;
    if (!is_new || !entry.joined) return {};
    return joins_.touch_those_who_refer_to(entry.joined->directory, entry.joined->guid);
}

// The target may know somebody by an anchor that had been another's: one id stands behind one anchor.
Result<void> ExportRecord::give_up_id_elsewhere(const std::string& tenant_id, const SourceAnchor& but) {
    auto other = metaverse_.find_by_tenant_id(tenant_id);
    if (!other) return base::fail(other.error());
    if (!*other || (*other)->anchor == but) return {};
    (*other)->exported = {};
    if ((*other)->joined) (*other)->exported.next_attempt = kAtOnce;
    const bool nobody = !(*other)->joined && !(*other)->disputed;
    return nobody ? metaverse_.remove((*other)->anchor) : metaverse_.put(**other);
}

Result<void> ExportRecord::note_members(const PlannedExport& planned) {
    const auto& anchor = planned.entry.anchor;
    if (const auto* group = std::get_if<PutGroup>(&planned.change))
        return metaverse_.set_told_members(anchor, group->members);
    const auto& change = std::get<ChangeMembers>(planned.change);
    return metaverse_.change_told_members(anchor, change.added, change.removed);
}

Result<void> ExportRecord::note_removed(const PlannedExport& planned) {
    const auto& anchor = planned.entry.anchor;
    if (auto forgotten = metaverse_.forget_member(planned.entry.exported.tenant_id); !forgotten) return forgotten;
    if (auto forgotten = metaverse_.set_told_members(anchor, {}); !forgotten) return forgotten;
    auto entry = planned.entry;
    entry.exported = {};
    if (auto put = metaverse_.put(entry); !put) return put;
    // Nobody claims it, as a rule, and the entry goes; or somebody of another kind had to wait.
    const auto resolved = joins_.resolve(anchor);
    if (!resolved) return base::fail(resolved.error());
    return {};
}

// Somebody else removed it there. It is made anew, at once the first time.
Result<void> ExportRecord::note_gone(const PlannedExport& planned) {
    auto entry = planned.entry;
    if (auto forgotten = metaverse_.forget_member(entry.exported.tenant_id); !forgotten) return forgotten;
    if (auto forgotten = metaverse_.set_told_members(entry.anchor, {}); !forgotten) return forgotten;
    const int attempts = entry.exported.attempts + 1;
    entry.exported = {};
    entry.exported.name = planned.name;
    entry.exported.attempts = attempts;
    entry.exported.next_attempt = attempts == 1 ? kAtOnce : now_ + retry_after(attempts);
    if (auto put = metaverse_.put(entry); !put) return put;
    if (!entry.joined) return {};
    return joins_.touch_those_who_refer_to(entry.joined->directory, entry.joined->guid);
}

Result<void> ExportRecord::refuse(const PlannedExport& planned, const std::string& message) {
    auto entry = planned.entry;
    if (!planned.name.empty()) entry.exported.name = planned.name;
    entry.exported.refusal = message.empty() ? "refused" : message;
    ++entry.exported.attempts;
    entry.exported.next_attempt = now_ + retry_after(entry.exported.attempts);
    // Perhaps the members are not those that we think: the next attempt tells all of them.
    if (std::holds_alternative<ChangeMembers>(planned.change) && planned.refusal.empty()) entry.exported.digest.clear();
    return metaverse_.put(entry);
}

}  // namespace tilbage::core
