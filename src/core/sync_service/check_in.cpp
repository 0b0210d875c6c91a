#include "core/sync_service/check_in.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tilbage::core {
namespace {

template <class Word>
using Entry = std::pair<Word, std::string_view>;

constexpr std::array kStates{
    Entry<SyncState>{SyncState::starting, "starting"},
    Entry<SyncState>{SyncState::importing, "importing"},
    Entry<SyncState>{SyncState::exporting, "exporting"},
    Entry<SyncState>{SyncState::idle, "idle"},
    Entry<SyncState>{SyncState::standby, "standby"},
    Entry<SyncState>{SyncState::staging, "staging"},
    Entry<SyncState>{SyncState::waiting_for_approval, "waiting_for_approval"},
    Entry<SyncState>{SyncState::failed, "failed"},
};
constexpr std::array kKinds{
    Entry<SyncRun::Kind>{SyncRun::Kind::full, "full"},
    Entry<SyncRun::Kind>{SyncRun::Kind::delta, "delta"},
};
constexpr std::array kResults{
    Entry<SyncRun::Result>{SyncRun::Result::done, "done"},
    Entry<SyncRun::Result>{SyncRun::Result::failed, "failed"},
    Entry<SyncRun::Result>{SyncRun::Result::removals_held, "removals_held"},
};
constexpr std::array kOrders{
    Entry<SyncOrderKind>{SyncOrderKind::run, "run"},
    Entry<SyncOrderKind>{SyncOrderKind::full, "full"},
    Entry<SyncOrderKind>{SyncOrderKind::allow_removals, "allow_removals"},
    Entry<SyncOrderKind>{SyncOrderKind::explain, "explain"},
};

template <class Table, class Word>
std::string_view text_of(const Table& table, Word word) {
    const auto found = std::ranges::find(table, word, [](const auto& entry) { return entry.first; });
    return found == table.end() ? std::string_view() : found->second;
}

template <class Table>
auto word_of(const Table& table, std::string_view text) -> std::optional<decltype(table.front().first)> {
    const auto found = std::ranges::find(table, text, [](const auto& entry) { return entry.second; });
    if (found == table.end()) return std::nullopt;
    return found->first;
}

}  // namespace

std::string_view to_string(SyncState state) { return text_of(kStates, state); }
std::optional<SyncState> parse_sync_state(std::string_view text) { return word_of(kStates, text); }
std::string_view to_string(SyncRun::Kind kind) { return text_of(kKinds, kind); }
std::optional<SyncRun::Kind> parse_sync_run_kind(std::string_view text) { return word_of(kKinds, text); }
std::string_view to_string(SyncRun::Result result) { return text_of(kResults, result); }
std::optional<SyncRun::Result> parse_sync_run_result(std::string_view text) { return word_of(kResults, text); }
std::string_view to_string(SyncOrderKind kind) { return text_of(kOrders, kind); }
std::optional<SyncOrderKind> parse_sync_order_kind(std::string_view text) { return word_of(kOrders, text); }

}  // namespace tilbage::core
