// The agent's journal in memory, by the same rules as the one on disk. Can be made to fail. Any thread.
#pragma once

#include <map>
#include <set>

#include "base/guarded.h"
#include "core/ports/journal.h"

namespace tilbage::fakes {

class MemoryJournal final : public core::Journal {
public:
    bool broken = false;

    base::Result<std::optional<core::JournalEntry>> find(const core::RequestId& id) override {
        if (broken) return failure();
        return state_.with([&](State& state) {
            const auto found = state.entries.find(id);
            return found == state.entries.end() ? std::nullopt : std::optional(found->second);
        });
    }
    base::Result<void> begin(const core::Binding& binding, std::int64_t pwd_last_set_before) override {
        if (broken) return failure();
        return state_.with([&](State& state) -> base::Result<void> {
            if (!state.entries.try_emplace(binding.request_id, core::JournalEntry{binding, pwd_last_set_before, {}})
                     .second) {
                return base::fail(base::ErrorCode::conflict, "the id is there already");
            }
            return {};
        });
    }
    base::Result<void> finish(const core::Binding& binding, const core::Outcome& outcome) override {
        if (broken) return failure();
        state_.with([&](State& state) {
            auto& entry =
                state.entries.try_emplace(binding.request_id, core::JournalEntry{binding, 0, {}}).first->second;
            if (entry.outcome && entry.outcome->reason != core::Reason::outcome_unknown) return;
            entry.outcome = outcome;
            state.acknowledged.erase(binding.request_id);
        });
        return {};
    }
    base::Result<void> acknowledged(const core::RequestId& id) override {
        state_.with([&](State& state) { state.acknowledged.insert(id); });
        return {};
    }
    base::Result<std::vector<core::JournalEntry>> unacknowledged() override {
        return state_.with([&](State& state) {
            std::vector<core::JournalEntry> entries;
            for (const auto& [id, entry] : state.entries) {
                if (entry.outcome && !state.acknowledged.contains(id)) entries.push_back(entry);
            }
            return entries;
        });
    }
    base::Result<void> purge(base::TimePoint) override { return {}; }

private:
    struct State {
        std::map<core::RequestId, core::JournalEntry> entries;
        std::set<core::RequestId> acknowledged;
    };
    static tl::unexpected<base::Error> failure() { return base::fail(base::ErrorCode::unavailable, "disk full"); }
    base::Guarded<State> state_;
};

}  // namespace tilbage::fakes
