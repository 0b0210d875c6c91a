#include "adapters/ldap/entry.h"

#include <algorithm>
#include <charconv>

namespace tilbage::adapters::ldap {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

const Attribute* Entry::find(std::string_view name) const {
    const auto found = std::ranges::find_if(attributes, [&](const auto& each) { return same_name(each.name, name); });
    return found == attributes.end() ? nullptr : &*found;
}

std::string_view Entry::text(std::string_view name) const {
    const auto* attribute = find(name);
    return attribute == nullptr || attribute->values.empty() ? std::string_view() : attribute->values.front();
}

std::optional<std::int64_t> Entry::number(std::string_view name) const {
    const auto digits = text(name);
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || problem != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return number;
}

}  // namespace tilbage::adapters::ldap
