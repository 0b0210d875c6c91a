// Asking and telling in a terminal, line by line: works over a serial line, in a screen reader and in a pipe.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "connect/setup/plan.h"

namespace tilbage::connect::setup {

// From LC_ALL, LC_MESSAGES, LANG (POSIX order): Danish for "da…", else English.
[[nodiscard]] Language language_of_environment();

class Terminal {
public:
    // What is read from `in` as a password is not echoed when `in` is standard input and that is a terminal.
    Terminal(std::istream& in, std::ostream& out, Language language) : in_(in), out_(out), language_(language) {}

    [[nodiscard]] Language language() const { return language_; }
    [[nodiscard]] std::string_view pick(std::string_view english, std::string_view danish) const {
        return language_ == Language::danish ? danish : english;
    }
    void say(std::string_view text);  // a line
    void heading(std::string_view text);
    // Each gives nothing at the end of the input.
    [[nodiscard]] std::optional<std::string> ask(std::string_view question, std::string_view proposal);
    [[nodiscard]] std::optional<bool> ask_yes(std::string_view question, bool proposal);
    // The index of the chosen one, asked by its number.
    [[nodiscard]] std::optional<std::size_t> choose(std::string_view question, const std::vector<std::string>& choices,
                                                    std::size_t proposal);
    [[nodiscard]] std::optional<base::SecretBytes> ask_password(std::string_view question);

private:
    std::istream& in_;
    std::ostream& out_;
    const Language language_;
};

}  // namespace tilbage::connect::setup
