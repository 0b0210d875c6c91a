#include "languages/mistakes.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_dir.h"

namespace tilbage::languages {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

constexpr std::string_view kEnglish = R"({
  "language": {"name": "English", "locale": "en-US"},
  "mails": {
    "subject": "Your code",
    "what": "For {user} at {organization}",
    "left": "{count, plural, one {# code} other {# codes}} left",
    "days": ["Sunday", "Monday"]
  }})";

std::string french(const std::string& mails) {
    return R"({"language": {"name": "Français", "locale": "fr-FR"}, "mails": {)" + mails + "}}";
}

std::vector<std::string> mistakes_of(std::string_view json) {
    const LanguageFile files[] = {{"en", kEnglish}, {"fr", json}};
    return mistakes_in(files);
}

TEST(Translations, OfEveryLanguageSayExactlyWhatEnglishSays) {
    std::vector<std::pair<std::string, std::string>> read;
    for (const auto& entry : std::filesystem::directory_iterator(TILBAGE_SOURCE_DIR "/languages")) {
        if (entry.path().extension() != ".json") continue;
        std::ifstream file(entry.path());
        read.emplace_back(entry.path().stem().string(), std::string(std::istreambuf_iterator<char>(file), {}));
    }
    std::vector<LanguageFile> files;
    for (const auto& [tag, json] : read) files.push_back({tag, json});
    EXPECT_GE(files.size(), 2U);
    for (const auto& mistake : mistakes_in(files)) ADD_FAILURE() << mistake;
}

TEST(Translations, ThatAreCompleteHaveNoMistakes) {
    EXPECT_THAT(mistakes_of(french(R"("subject": "Votre code", "what": "Chez {organization}, {user}",
        "left": "{count, plural, one {# code} many {# codes} other {# codes}}", "days": ["dimanche", "lundi"])")),
                IsEmpty());
}

TEST(Translations, ReportFileAndPathOfEverythingThatIsWrong) {
    EXPECT_THAT(
        mistakes_of(french(R"("what": "Pour {utilisateur} chez {organization}", "surplus": "De trop",
            "left": "{count, plural, one {# code}}", "days": ["", "lundi", "mardi"])")),
        UnorderedElementsAre(
            R"(languages/fr.json: mails.subject: missing; English: "Your code")",
            R"(languages/fr.json: mails.surplus: English has no such key)",
            R"(languages/fr.json: mails.what: lacks the argument {user})",
            R"(languages/fr.json: mails.what: there is no argument {utilisateur}; English has {organization} {user})",
            R"(languages/fr.json: mails.left: a plural or select has no "other", at "{count, plural,": "{count, plural, one {# code}}")",
            R"(languages/fr.json: mails.days.0: says nothing)",
            R"(languages/fr.json: mails.days.2: English has no such key)"));
}

TEST(Translations, ReportWhatIcuDoesNotTake) {
    const auto mistake_in = [](const std::string& pattern) {
        const auto all = mistakes_of(french(R"("what": "Chez {organization}, {user}", "left": "{count}",
            "days": ["dimanche", "lundi"], "subject": ")" +
                                            pattern + '"'));
        return all.empty() ? std::string() : all.front();
    };
    EXPECT_THAT(mistake_in("Votre {code"), StartsWith("languages/fr.json: mails.subject: a brace has no partner"));
    EXPECT_THAT(mistake_in("Votre { code !}"), HasSubstr("not an ICU message"));
    EXPECT_THAT(mistake_in("{0}"), HasSubstr("{0} has a number, where a name belongs"));
    EXPECT_THAT(mistake_in("{code, nombre}"), HasSubstr("not an ICU message"));
    EXPECT_EQ(mistake_in("L'{'code"), "") << "a quoted brace is one";
}

TEST(Translations, ReportACaseThatEnglishTellsApart) {
    const LanguageFile files[] = {{"en", R"({"language": {"name": "English", "locale": "en-US"},
                   "a": "{kind, select, unlock {un{count, plural, one {a} other {b}}} reset {re} other {}}"})"},
                                  {"fr", R"({"language": {"name": "Français", "locale": "fr-FR"},
                   "a": "{count, plural, other {}}{kind, select, reset {re} more {m} other {}}"})"}};
    EXPECT_THAT(mistakes_in(files), ElementsAre("languages/fr.json: a: lacks the case {kind: unlock}"));
}

TEST(Translations, ReportFilesThatCannotBeRead) {
    EXPECT_THAT(mistakes_of("{\n\"language\": {},\n,"), ElementsAre(StartsWith("languages/fr.json: line 3: not JSON")));
    EXPECT_THAT(mistakes_of(R"({"language": {"name": "Français"}})"),
                ElementsAre(StartsWith("languages/fr.json: language.locale: missing")));
    EXPECT_THAT(mistakes_of(french(R"("subject": 5)")),
                ElementsAre("languages/fr.json: mails.subject: neither words nor a group of words"));
    EXPECT_THAT(mistakes_in({}), ElementsAre(StartsWith("languages/en.json: (top)")));
    const LanguageFile mixed[] = {{"en", kEnglish}, {"sv", kEnglish}};
    EXPECT_THAT(mistakes_in(mixed), ElementsAre("languages/sv.json: language.locale: \"en-US\" is not of \"sv\""));
}

TEST(Programs, SayWhatEnglishHasAndNothingElse) {
    const testing::TempDir folder;
    folder.write("words.h", R"(
        inline constexpr Message<> kSubject{"subject"};
        inline constexpr Message<"user",
                                 "name"> kWhat{
            "what"};
        inline constexpr MessageList<> kDays{"days"};
        inline constexpr Message<> kGone{"gone"};
    )");
    folder.write("texts.cpp", "kWhat, kDays, kGone");
    folder.write("texts_test.cpp", "kSubject");
    const LanguageFile files[] = {{"en", kEnglish}};
    EXPECT_THAT(mistakes_in_program(folder.path(), files, "mails"),
                UnorderedElementsAre(
                    "languages/en.json: mails.subject: kSubject is declared and said nowhere",
                    "languages/en.json: mails.what: English has {organization} {user}, the code gives {name} {user}",
                    "languages/en.json: mails.gone: missing; the code says it",
                    "languages/en.json: mails.left: nobody says it"));
}

}  // namespace
}  // namespace tilbage::languages
