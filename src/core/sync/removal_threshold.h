// How many people may be removed from the tenant within 24 hours before the administrators are asked.
#pragma once

#include <optional>
#include <string_view>

namespace tilbage::core {

struct RemovalThreshold {
    enum class Type {
        count,       // so many people
        percentage,  // so much of those who are joined
        disabled,    // nobody is asked
    };
    Type type = Type::count;
    int value = 500;  // 0 to 1,000,000; as a percentage 0 to 100; of no meaning when disabled
    bool operator==(const RemovalThreshold&) const = default;
};

// The words of the protocol: "count", "percentage", "disabled".
[[nodiscard]] constexpr std::string_view to_string(RemovalThreshold::Type type) {
    switch (type) {
        case RemovalThreshold::Type::count:
            return "count";
        case RemovalThreshold::Type::percentage:
            return "percentage";
        case RemovalThreshold::Type::disabled:
            return "disabled";
    }
    return {};
}

[[nodiscard]] constexpr std::optional<RemovalThreshold::Type> parse_removal_threshold_type(std::string_view text) {
    for (const auto type :
         {RemovalThreshold::Type::count, RemovalThreshold::Type::percentage, RemovalThreshold::Type::disabled}) {
        if (text == to_string(type)) return type;
    }
    return std::nullopt;
}

}  // namespace tilbage::core
