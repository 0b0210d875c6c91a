// A message that the code says: its key, and the names of its arguments, in the type. What is said in its place must
// name the same arguments in the same order, or it does not compile; a test compares declarations with English
// (mistakes.h).
//
//     inline constexpr Message<"user", "organization"> kNoticeWhat{"notice.what"};
//     words.say(kNoticeWhat, with<"user">(notice.user_name), with<"organization">(notice.tenant_name))
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace tilbage::languages {

// A literal as a template's argument.
template <std::size_t size>
struct Name {
    char text[size] = {};
    consteval Name(const char (&literal)[size]) { std::copy_n(literal, size, text); }  // NOLINT: a literal is a name
    [[nodiscard]] constexpr std::string_view view() const { return {text, size - 1}; }
};

template <Name... arguments>
struct Message {
    std::string_view key;  // inside the section: "notice.what"
};

// An array in the file.
template <Name... arguments>
struct MessageList {
    std::string_view key;
};

// Nothing is said as "none", which a select can have a key for.
using Value = std::variant<std::monostate, std::string, std::int64_t>;

struct Argument {
    std::string_view name;
    Value value;
};

template <Name name>
struct With {
    Argument argument;
};

template <Name name>
With<name> with(std::string_view text) {
    return {{name.view(), Value(std::string(text))}};
}

template <Name name, std::integral Number>
    requires(!std::same_as<Number, bool>)
With<name> with(Number number) {
    return {{name.view(), Value(static_cast<std::int64_t>(number))}};
}

// A truth is said as "true" or "false", which a select can have keys for.
template <Name name, std::same_as<bool> Truth>
With<name> with(Truth truth) {
    return with<name>(std::string_view(truth ? "true" : "false"));
}

template <Name name>
With<name> with(std::nullopt_t) {
    return {{name.view(), Value()}};
}

template <Name name, class Optional>
With<name> with(const std::optional<Optional>& value) {
    return value ? with<name>(*value) : with<name>(std::nullopt);
}

}  // namespace tilbage::languages
