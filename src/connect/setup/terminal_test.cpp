#include "connect/setup/terminal.h"

#include <cstdlib>
#include <sstream>

#include "connect/agent_words.h"
#include "connect/setup/dialogue_words.h"

namespace tilbage::connect::setup {
namespace {

using ::testing::HasSubstr;

// What a language says on a question that gets `answer`, and what it takes the answer for.
struct Asked {
    std::string said;
    std::optional<bool> yes;
};
Asked ask(const languages::Words& words, const std::string& answer) {
    std::istringstream in(answer + "\n");
    std::ostringstream out;
    const auto yes = Terminal(in, out, words).ask_yes(words::kTryAgain, false);
    return {out.str(), yes};
}

// A variable of the environment for one test; "" takes it away.
class Variable {
public:
    Variable(const char* name, const std::string& value) : name_(name) {
        if (const char* before = std::getenv(name)) before_ = before;
        set(value);
    }
    ~Variable() { set(before_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    void set(const std::string& value) const { value.empty() ? ::unsetenv(name_) : ::setenv(name_, value.c_str(), 1); }
    const char* const name_;
    std::string before_;
};

TEST(Terminal, AFileIsALanguageWithItsOwnYesAndNo) {
    const languages::LanguageFile files[] = {
        {"en", R"({"language": {"name": "English", "locale": "en-US"}, "agent": {"answers": {"yes": "y", "no": "n",
            "noProposed": "y/N", "neither": "Answer y or n.", "tryAgain": "Try again?"}}})"},
        {"el", R"({"language": {"name": "Ελληνικά", "locale": "el-GR"}, "agent": {"answers": {"yes": "ν", "no": "ο",
            "noProposed": "ν/Ο", "neither": "Απαντήστε ν ή ο.", "tryAgain": "Δοκιμή ξανά;"}}})"}};
    const languages::Languages all(files, "agent");
    const auto& greek = all.for_locale("el_GR.UTF-8");
    EXPECT_EQ(ask(greek, "Ναι").yes, true);
    EXPECT_EQ(ask(greek, "Οχι").yes, false);
    EXPECT_EQ(ask(greek, "Yes").yes, true) << "English's are understood everywhere";
    EXPECT_EQ(ask(greek, "").said, "Δοκιμή ξανά; [ν/Ο]: ");
    EXPECT_THAT(ask(greek, "x").said, HasSubstr("Απαντήστε ν ή ο."));
}

TEST(Terminal, EveryLanguagesAnswersAreUnderstoodInIt) {
    EXPECT_EQ(ask(agent_languages().english(), "YES").yes, true);
    EXPECT_EQ(ask(agent_languages().english(), "No").yes, false);
    EXPECT_EQ(ask(agent_languages().english(), "\xFF").yes, std::nullopt) << "not UTF-8";
    EXPECT_EQ(ask(agent_languages().for_locale("da"), "Ja").yes, true);
    EXPECT_EQ(ask(agent_languages().for_locale("da"), "nej").yes, false);
}

TEST(Terminal, TheEnvironmentNamesTheLanguageByThePosixOrder) {
    const Variable all("LC_ALL", "");
    const Variable messages("LC_MESSAGES", "");
    const Variable lang("LANG", "da_DK.UTF-8");
    EXPECT_EQ(words_of_environment().tag(), "da");
    const Variable english("LC_MESSAGES", "en_GB.UTF-8");
    EXPECT_EQ(words_of_environment().tag(), "en");
    const Variable unknown("LC_ALL", "C.UTF-8");
    EXPECT_EQ(words_of_environment().tag(), "en");
    const Variable danish("LC_ALL", "da");
    EXPECT_EQ(words_of_environment().tag(), "da");
}

}  // namespace
}  // namespace tilbage::connect::setup
