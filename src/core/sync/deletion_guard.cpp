#include "core/sync/deletion_guard.h"

#include <limits>

namespace tilbage::core {
namespace {

using base::Result;

constexpr auto kWindow = std::chrono::hours(24);
constexpr std::size_t kChunk = 500;
constexpr std::int64_t kPerCent = 100;

std::int64_t limit_of(const RemovalThreshold& threshold, const MetaverseCounts& counts) {
    switch (threshold.type) {
        case RemovalThreshold::Type::count:
            return threshold.value;
        case RemovalThreshold::Type::percentage:
            return threshold.value * (counts.people + counts.removals) / kPerCent;
        case RemovalThreshold::Type::disabled:
            break;
    }
    return std::numeric_limits<std::int64_t>::max();
}

}  // namespace

Result<DeletionGuard::Finding> DeletionGuard::look(const RemovalThreshold& threshold, std::int64_t more) {
    Finding finding;
    auto counts = metaverse_.counts();
    if (!counts) return base::fail(counts.error());
    finding.counts = *counts;
    finding.limit = limit_of(threshold, *counts);
    const auto done = metaverse_.removals_since(now_ - kWindow);
    if (!done) return base::fail(done.error());
    const auto wanted = counts->removals + more;
    const bool any = wanted > 0 && threshold.type != RemovalThreshold::Type::disabled;
    finding.hold = any && wanted + *done > finding.limit;
    return finding;
}

Result<void> DeletionGuard::mark(bool hold) {
    const auto marked = change_each([&](ExportState& exported) {
        if (exported.removal_allowed || exported.removal_held == hold) return false;
        exported.removal_held = hold;
        exported.held_since = hold ? std::optional(now_) : std::nullopt;
        return true;
    });
    if (!marked) return base::fail(marked.error());
    return {};
}

Result<std::size_t> DeletionGuard::allow() {
    return change_each([](ExportState& exported) {
        if (!exported.removal_held) return false;
        exported.removal_held = false;
        exported.held_since.reset();
        exported.removal_allowed = true;
        return true;
    });
}

Result<std::size_t> DeletionGuard::change_each(const std::function<bool(ExportState&)>& change) {
    std::size_t changed = 0;
    SourceAnchor after;
    while (true) {
        auto entries = metaverse_.removals(after, kChunk);
        if (!entries) return base::fail(entries.error());
        if (entries->empty()) return changed;
        after = entries->back().anchor;
        std::erase_if(*entries, [&](MetaverseEntry& entry) { return !change(entry.exported); });
        if (entries->empty()) continue;
        auto written = work_.run([&]() -> Result<void> {
            for (const auto& entry : *entries)
                if (auto put = metaverse_.put(entry); !put) return put;
            return {};
        });
        if (!written) return base::fail(written.error());
        changed += entries->size();
    }
}

}  // namespace tilbage::core
