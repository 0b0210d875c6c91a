// How a request ended, with the numbers that make the answer useful.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "core/banned/banned_part.h"
#include "core/writeback/description.h"
#include "core/writeback/reason.h"

namespace tilbage::core {

// Only what belongs to the reason is set (protocol §3). NOLINTBEGIN(readability-redundant-member-init)
struct OutcomeDetails {
    std::optional<int> min_length = {};
    std::optional<int> max_length = {};
    std::optional<int> categories = {};
    std::optional<int> categories_needed = {};
    std::optional<int> history_length = {};
    std::optional<std::int64_t> min_age_seconds = {};
    std::optional<base::TimePoint> may_change_at = {};
    std::optional<int> tries_left = {};
    std::optional<BannedPart> banned = {};
    // For administrators: the DN and the right that is missing on it. Never shown to the person.
    std::string object = {};
    std::string right = {};

    bool operator==(const OutcomeDetails&) const = default;
};  // NOLINTEND(readability-redundant-member-init)

struct Outcome {
    Reason reason = Reason::outcome_unknown;
    OutcomeDetails details;
    std::optional<Description> description;  // of a describe that succeeded

    bool operator==(const Outcome&) const = default;
};

}  // namespace tilbage::core
