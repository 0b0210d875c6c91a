#include "connect/setup/terminal.h"

#include <cstdlib>
#include <fmt/core.h>
#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace tilbage::connect::setup {
namespace {

// Standard input without echo, for as long as it lives.
class WithoutEcho {
public:
    explicit WithoutEcho(bool wanted) : active_(wanted && ::tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!active_) return;
        auto silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~WithoutEcho() {
        if (active_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    WithoutEcho(const WithoutEcho&) = delete;
    WithoutEcho& operator=(const WithoutEcho&) = delete;
    [[nodiscard]] bool active() const { return active_; }

private:
    termios before_{};
    bool active_;
};

std::string trimmed(const std::string& text) {
    const auto begin = text.find_first_not_of(" \t\r");
    if (begin == std::string::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

bool means(const std::string& answer, char letter) {
    return !answer.empty() &&
           (static_cast<unsigned char>(answer.front()) | 0x20U) == static_cast<unsigned char>(letter);
}

}  // namespace

Language language_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        return std::string_view(value).starts_with("da") ? Language::danish : Language::english;
    }
    return Language::english;
}

void Terminal::say(std::string_view text) { out_ << text << std::endl; }

void Terminal::heading(std::string_view text) { out_ << "\n== " << text << " ==" << std::endl; }

std::optional<std::string> Terminal::ask(std::string_view question, std::string_view proposal) {
    out_ << question << (proposal.empty() ? "" : fmt::format(" [{}]", proposal)) << ": " << std::flush;
    std::string answer;
    if (!std::getline(in_, answer)) return std::nullopt;
    answer = trimmed(answer);
    return answer.empty() ? std::string(proposal) : answer;
}

std::optional<bool> Terminal::ask_yes(std::string_view question, bool proposal) {
    const auto offered = proposal ? pick("Y/n", "J/n") : pick("y/N", "j/N");
    while (true) {
        const auto answer = ask(fmt::format("{} [{}]", question, offered), "");
        if (!answer) return std::nullopt;
        if (answer->empty()) return proposal;
        if (means(*answer, 'y') || means(*answer, 'j')) return true;
        if (means(*answer, 'n')) return false;
        say(pick("Answer y or n.", "Svar j eller n."));
    }
}

std::optional<std::size_t> Terminal::choose(std::string_view question, const std::vector<std::string>& choices,
                                            std::size_t proposal) {
    say(question);
    for (std::size_t i = 0; i < choices.size(); ++i) say(fmt::format("  {}. {}", i + 1, choices[i]));
    while (true) {
        const auto answer = ask(pick("Number", "Nummer"), std::to_string(proposal + 1));
        if (!answer) return std::nullopt;
        for (std::size_t i = 0; i < choices.size(); ++i) {
            if (*answer == std::to_string(i + 1)) return i;
        }
        say(fmt::format("1 - {}", choices.size()));
    }
}

std::optional<base::SecretBytes> Terminal::ask_password(std::string_view question) {
    out_ << question << ": " << std::flush;
    const WithoutEcho silence(&in_ == &std::cin);
    std::string line;
    const bool read = static_cast<bool>(std::getline(in_, line));
    if (silence.active()) out_ << std::endl;
    if (!read) return std::nullopt;
    auto secret = base::SecretBytes::copy_of(line);
    base::wipe(line.data(), line.size());
    return secret;
}

}  // namespace tilbage::connect::setup
