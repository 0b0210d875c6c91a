// What a search returns.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.h"

namespace tilbage::adapters::ldap {

struct Attribute {
    std::string name;
    std::vector<std::string> values;  // bytes
};

// One object. A value; absent and unreadable attributes look the same, as the directory has it.
struct Entry {
    std::string dn;
    std::vector<Attribute> attributes;

    // Names compare without letter case (RFC 4512 §1.4).
    [[nodiscard]] const Attribute* find(std::string_view name) const;
    // The first value, or empty.
    [[nodiscard]] std::string_view text(std::string_view name) const;
    [[nodiscard]] std::span<const std::uint8_t> bytes(std::string_view name) const {
        return base::as_bytes(text(name));
    }
    // Empty optional: absent, or not a whole number.
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view name) const;
};

}  // namespace tilbage::adapters::ldap
