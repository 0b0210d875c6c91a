#include "languages/languages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "languages/embedded.h"
#include "languages/negotiation.h"

namespace tilbage::languages {
namespace {

using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::Optional;

constexpr Message<"organization", "minutes"> kLifetime{"code.lifetime"};
constexpr Message<"kind"> kWhat{"what"};
constexpr Message<> kQuoted{"quoted"};
constexpr Message<"organization"> kOnlyEnglish{"onlyEnglish"};
constexpr Message<"count"> kBroken{"broken"};
constexpr MessageList<> kDays{"days"};

constexpr std::string_view kEnglish = R"({
  "language": {"name": "English", "locale": "en-US"},
  "mails": {
    "code": {"lifetime": "{organization}: works for {minutes, plural, one {# minute} other {# minutes}}."},
    "what": "{kind, select, unlock {unlocked} none {nothing} other {reset}}",
    "quoted": "Don't: it''s '{'literal'}' # <b>",
    "onlyEnglish": "At {organization}",
    "broken": "{count, number} left",
    "days": ["Sunday", "Monday"]
  }})";
constexpr std::string_view kDanish = R"({
  "language": {"name": "Dansk", "locale": "da-DK"},
  "mails": {
    "code": {"lifetime": "{organization}: virker i {minutes, plural, one {# minut} other {# minutter}}."},
    "what": "{kind, select, unlock {låst op} none {intet} other {nulstillet}}",
    "quoted": "'{'}",
    "broken": "{count, number",
    "days": ["søndag", "mandag"]
  }})";

const LanguageFile kFiles[] = {{"da", kDanish}, {"en", kEnglish}};

Languages mails() { return Languages(kFiles, "mails"); }
const Words& danish(const Languages& languages) { return languages.for_locale("da"); }

TEST(Words, SayOneMinuteAndFiveMinutesInTheirLanguage) {
    const auto all = mails();
    const auto say = [&](const Words& words, int minutes) {
        return words.say(kLifetime, with<"organization">("{Søn}"), with<"minutes">(minutes));
    };
    EXPECT_EQ(say(all.english(), 1), "{Søn}: works for 1 minute.");
    EXPECT_EQ(say(all.english(), 1500), "{Søn}: works for 1,500 minutes.");
    EXPECT_EQ(say(danish(all), 5), "{Søn}: virker i 5 minutter.");
    EXPECT_EQ(say(danish(all), 1500), "{Søn}: virker i 1.500 minutter.");
}

TEST(Words, ChooseByAKeyAndNothingHasAKeyOfItsOwn) {
    const auto all = mails();
    EXPECT_EQ(all.english().say(kWhat, with<"kind">("unlock")), "unlocked");
    EXPECT_EQ(all.english().say(kWhat, with<"kind">("anything")), "reset");
    EXPECT_EQ(danish(all).say(kWhat, with<"kind">(std::nullopt)), "intet");
    EXPECT_EQ(danish(all).say(kWhat, with<"kind">(std::optional<std::string>("unlock"))), "låst op");
}

TEST(Words, TakeQuotesAsIcuDoes) { EXPECT_EQ(mails().english().say(kQuoted), "Don't: it's {literal} # <b>"); }

TEST(Words, SayInEnglishWhatTheirLanguageLacksOrCannotSay) {
    const auto all = mails();
    EXPECT_EQ(danish(all).say(kOnlyEnglish, with<"organization">("X")), "At X");
    EXPECT_EQ(danish(all).say(kBroken, with<"count">(3)), "3 left");
    EXPECT_EQ(danish(all).say(Message<>{"nowhere"}), "mails.nowhere");
}

TEST(Words, SayLists) { EXPECT_THAT(danish(mails()).say(kDays), ElementsAre("søndag", "mandag")); }

TEST(Languages, AreEnglishAndThenTheOthers) {
    const auto all = mails();
    EXPECT_THAT(std::vector(all.tags().begin(), all.tags().end()), ElementsAre("en", "da"));
    EXPECT_EQ(all.all()[1].name(), "Dansk");
    EXPECT_EQ(all.all()[1].locale(), "da-DK");
    EXPECT_TRUE(all.has("da"));
    EXPECT_FALSE(all.has("fr"));
    EXPECT_TRUE(all.knows("en-GB"));
    EXPECT_FALSE(all.knows("fr-FR"));
}

TEST(Languages, AreFoundByLocale) {
    const auto all = mails();
    for (const auto* locale : {"da", "da-DK", "DA-dk", "da_DK.UTF-8", "da@euro"})
        EXPECT_EQ(all.for_locale(locale).tag(), "da") << locale;
    for (const auto* locale : {"", "fr-FR", "dansk", "C", "en-GB", "-", "d"})
        EXPECT_EQ(all.for_locale(locale).tag(), "en") << locale;
}

TEST(Languages, AreFoundByAcceptLanguage) {
    const auto all = mails();
    for (const auto* header : {"da", "da-DK,da;q=0.9,en;q=0.8", "fr, da;q=0.5", "en;q=0.1, da;q=0.2", " en;q=0 , da",
                               "fr-CH, fr;q=0.9, da;q=0.8, *;q=0.5"})
        EXPECT_EQ(all.for_accept_language(header).tag(), "da") << header;
    for (const auto* header :
         {"", "en, da", "fr", "da;q=0", "*", ",,;;", "da;q=0.1, en;q=0.15", "*, da;q=0.9", "da;q=x"})
        EXPECT_EQ(all.for_accept_language(header).tag(), "en") << header;
}

TEST(Negotiation, TakesTheLongestTagThatThereIs) {
    const std::vector<std::string> tags = {"en", "pt", "pt-BR"};
    EXPECT_THAT(best_for_locale(tags, "pt-br"), Optional(2U));
    EXPECT_THAT(best_for_locale(tags, "pt-PT"), Optional(1U));
    EXPECT_THAT(best_for_locale(tags, "sv-SE"), Eq(std::nullopt));
}

}  // namespace
}  // namespace tilbage::languages
