// Asking and telling in a terminal, line by line: works over a serial line, in a screen reader and in a pipe.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "languages/languages.h"

namespace tilbage::connect::setup {

// The agent's words in the language that LC_ALL, LC_MESSAGES or LANG names (POSIX order).
[[nodiscard]] const languages::Words& words_of_environment();

class Terminal {
public:
    // What is read from `in` as a password is not echoed when `in` is standard input and that is a terminal.
    Terminal(std::istream& in, std::ostream& out, languages::Words words)
        : in_(in), out_(out), words_(std::move(words)) {}

    [[nodiscard]] const languages::Words& words() const { return words_; }
    void say(std::string_view text);  // a line
    template <languages::Name... names>
    void say(const languages::Message<names...>& message, const languages::With<names>&... values) {
        say(words_.say(message, values...));
    }
    void heading(std::string_view text);
    void heading(const languages::Message<>& title) { heading(words_.say(title)); }
    // Each gives nothing at the end of the input.
    [[nodiscard]] std::optional<std::string> ask(const languages::Message<>& question, std::string_view proposal);
    // Yes and no by the first letters that the language has for them, or by English's.
    [[nodiscard]] std::optional<bool> ask_yes(const languages::Message<>& question, bool proposal);
    // The index of the chosen one, asked by its number.
    [[nodiscard]] std::optional<std::size_t> choose(const languages::Message<>& question,
                                                    const std::vector<languages::Message<>>& choices,
                                                    std::size_t proposal);
    [[nodiscard]] std::optional<base::SecretBytes> ask_password(const languages::Message<>& question);

private:
    [[nodiscard]] std::optional<std::string> read_answer(std::string_view question, std::string_view proposal);
    [[nodiscard]] std::optional<bool> meant(std::string_view answer) const;

    std::istream& in_;
    std::ostream& out_;
    const languages::Words words_;
};

}  // namespace tilbage::connect::setup
