#include "core/sync/explanation.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tilbage::core {
namespace {

template <class Word>
using Words = std::pair<Word, std::string_view>;

constexpr std::array kWhy{
    Words<ExplanationWhy>{ExplanationWhy::in_scope, "in_scope"},
    Words<ExplanationWhy>{ExplanationWhy::not_found, "not_found"},
    Words<ExplanationWhy>{ExplanationWhy::outside_units, "outside_units"},
    Words<ExplanationWhy>{ExplanationWhy::excluded_unit, "excluded_unit"},
    Words<ExplanationWhy>{ExplanationWhy::new_unit_not_included, "new_unit_not_included"},
    Words<ExplanationWhy>{ExplanationWhy::not_in_pilot_group, "not_in_pilot_group"},
    Words<ExplanationWhy>{ExplanationWhy::critical_system_object, "critical_system_object"},
    Words<ExplanationWhy>{ExplanationWhy::no_account_name, "no_account_name"},
    Words<ExplanationWhy>{ExplanationWhy::built_in_account, "built_in_account"},
    Words<ExplanationWhy>{ExplanationWhy::system_mailbox, "system_mailbox"},
    Words<ExplanationWhy>{ExplanationWhy::replication_conflict, "replication_conflict"},
    Words<ExplanationWhy>{ExplanationWhy::not_a_person, "not_a_person"},
    Words<ExplanationWhy>{ExplanationWhy::anchor_disputed, "anchor_disputed"},
    Words<ExplanationWhy>{ExplanationWhy::deleted, "deleted"},
};
constexpr std::array kExported{
    Words<ExportedState>{ExportedState::yes, "yes"},         Words<ExportedState>{ExportedState::no, "no"},
    Words<ExportedState>{ExportedState::pending, "pending"}, Words<ExportedState>{ExportedState::refused, "refused"},
    Words<ExportedState>{ExportedState::held, "held"},
};
constexpr std::array kWouldDo{
    Words<WouldDo>{WouldDo::nothing, "nothing"},
    Words<WouldDo>{WouldDo::create, "create"},
    Words<WouldDo>{WouldDo::update, "update"},
    Words<WouldDo>{WouldDo::remove, "remove"},
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

std::string_view to_string(ExplanationWhy why) { return text_of(kWhy, why); }
std::optional<ExplanationWhy> parse_explanation_why(std::string_view text) { return word_of(kWhy, text); }
std::string_view to_string(ExportedState state) { return text_of(kExported, state); }
std::optional<ExportedState> parse_exported_state(std::string_view text) { return word_of(kExported, text); }
std::string_view to_string(WouldDo what) { return text_of(kWouldDo, what); }
std::optional<WouldDo> parse_would_do(std::string_view text) { return word_of(kWouldDo, text); }

}  // namespace tilbage::core
