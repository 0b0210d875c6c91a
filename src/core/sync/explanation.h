// Why a person or group is, or is not, in the tenant, and what would happen next (docs/protocol.md §11): made by the
// engine, shown by `sync explain` and by the portal.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tilbage::core {

enum class ExplanationWhy {
    in_scope,
    not_found,
    outside_units,
    excluded_unit,
    new_unit_not_included,
    not_in_pilot_group,
    critical_system_object,
    no_account_name,
    built_in_account,
    system_mailbox,
    replication_conflict,
    not_a_person,
    anchor_disputed,
    deleted,
};

enum class ExportedState { yes, no, pending, refused, held };

enum class WouldDo { nothing, create, update, remove };

struct ExplainedChange {
    std::string attribute;
    std::string from;  // empty: was not there
    std::string to;    // empty: will not be there
    bool operator==(const ExplainedChange&) const = default;
};

// Of a SCIM service beside the tenant.
struct ExplainedTarget {
    std::string name;
    std::string id;  // there; empty: not there
    ExportedState exported = ExportedState::no;
    std::string refusal;  // its words
    WouldDo would_do = WouldDo::nothing;
    bool operator==(const ExplainedTarget&) const = default;
};

struct Explanation {
    bool found = false;
    bool several = false;  // the text names several objects; nothing else is told then
    std::string distinguished_name;
    std::string guid;    // of the object, as the directory's tools write it
    std::string domain;  // DNS name
    bool in_scope = false;
    ExplanationWhy why = ExplanationWhy::not_found;
    // Texts by name: of anchor_disputed "with", the other objects' DNs.
    std::map<std::string, std::vector<std::string>> why_details;
    bool joined = false;
    std::string anchor;     // Base64; empty: it claims none
    std::string tenant_id;  // empty: not there
    ExportedState exported = ExportedState::no;
    std::string refusal;  // the tenant's words
    WouldDo would_do = WouldDo::nothing;
    std::vector<ExplainedChange> changes;  // at most 100
    std::vector<ExplainedTarget> services = {};
    bool operator==(const Explanation&) const = default;
};

// The words of the protocol.
[[nodiscard]] std::string_view to_string(ExplanationWhy why);
[[nodiscard]] std::optional<ExplanationWhy> parse_explanation_why(std::string_view text);
[[nodiscard]] std::string_view to_string(ExportedState state);
[[nodiscard]] std::optional<ExportedState> parse_exported_state(std::string_view text);
[[nodiscard]] std::string_view to_string(WouldDo what);
[[nodiscard]] std::optional<WouldDo> parse_would_do(std::string_view text);

}  // namespace tilbage::core
