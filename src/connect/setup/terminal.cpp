#include "connect/setup/terminal.h"

#include <cstdlib>
#include <fmt/core.h>
#include <iostream>
#include <termios.h>
#include <unistd.h>

#include "base/unicode.h"
#include "connect/agent_words.h"

namespace tilbage::connect::setup {
namespace {

using languages::Message;

constexpr Message<> kYes{"answers.yes"};
constexpr Message<> kNo{"answers.no"};
constexpr Message<> kYesProposed{"answers.yesProposed"};
constexpr Message<> kNoProposed{"answers.noProposed"};
constexpr Message<> kNeither{"answers.neither"};
constexpr Message<> kNumber{"answers.number"};

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

bool begins_with(const std::string& folded, const std::string& letter) {
    const auto wanted = base::fold_case(letter);
    return !wanted.empty() && folded.starts_with(wanted);
}

}  // namespace

const languages::Words& words_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0') return agent_languages().for_locale(value);
    }
    return agent_languages().english();
}

void Terminal::say(std::string_view text) { out_ << text << std::endl; }

void Terminal::heading(std::string_view text) { out_ << "\n== " << text << " ==" << std::endl; }

std::optional<std::string> Terminal::read_answer(std::string_view question, std::string_view proposal) {
    out_ << question << (proposal.empty() ? "" : fmt::format(" [{}]", proposal)) << ": " << std::flush;
    std::string answer;
    if (!std::getline(in_, answer)) return std::nullopt;
    answer = trimmed(answer);
    return answer.empty() ? std::string(proposal) : answer;
}

std::optional<std::string> Terminal::ask(const Message<>& question, std::string_view proposal) {
    return read_answer(words_.say(question), proposal);
}

std::optional<bool> Terminal::meant(std::string_view answer) const {
    const auto folded = base::fold_case(answer);
    for (const auto& words : {words_, agent_languages().english()}) {
        if (begins_with(folded, words.say(kYes))) return true;
        if (begins_with(folded, words.say(kNo))) return false;
    }
    return std::nullopt;
}

std::optional<bool> Terminal::ask_yes(const Message<>& question, bool proposal) {
    const auto offered = words_.say(proposal ? kYesProposed : kNoProposed);
    while (true) {
        const auto answer = read_answer(fmt::format("{} [{}]", words_.say(question), offered), "");
        if (!answer) return std::nullopt;
        if (answer->empty()) return proposal;
        if (const auto yes = meant(*answer)) return yes;
        say(kNeither);
    }
}

std::optional<std::size_t> Terminal::choose(const Message<>& question, const std::vector<Message<>>& choices,
                                            std::size_t proposal) {
    say(question);
    for (std::size_t i = 0; i < choices.size(); ++i) say(fmt::format("  {}. {}", i + 1, words_.say(choices[i])));
    while (true) {
        const auto answer = ask(kNumber, std::to_string(proposal + 1));
        if (!answer) return std::nullopt;
        for (std::size_t i = 0; i < choices.size(); ++i) {
            if (*answer == std::to_string(i + 1)) return i;
        }
        say(fmt::format("1 - {}", choices.size()));
    }
}

std::optional<base::SecretBytes> Terminal::ask_password(const Message<>& question) {
    out_ << words_.say(question) << ": " << std::flush;
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
