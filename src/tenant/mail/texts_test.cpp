#include "tenant/mail/texts.h"

#include <gtest/gtest.h>
#include <regex>

#include "tenant/mail/language.h"

namespace tilbage::tenant {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> digit_runs(const std::string& text) {
    static const std::regex kRuns("[0-9]{6,8}");
    return {std::sregex_token_iterator(text.begin(), text.end(), kRuns), {}};
}

TEST(Texts, HoldTheCodeAsTheOnlyRunOfItsLength) {
    for (const auto* locale : {"da-DK", "en-US", "fr", ""}) {
        const auto mail = Texts().code_mail({locale, "Example One", "012345", 5min});
        EXPECT_EQ(digit_runs(mail.text), std::vector<std::string>{"012345"}) << locale;
        EXPECT_EQ(digit_runs(mail.html), std::vector<std::string>{"012345"}) << locale;
        EXPECT_TRUE(digit_runs(mail.subject).empty()) << "a locked phone shows the subject";
    }
}

TEST(Texts, SpeakThePersonsLanguage) {
    EXPECT_NE(Texts().code_mail({"da-DK", "X", "012345", 5min}).subject.find("bekræftelseskode"), std::string::npos);
    EXPECT_NE(Texts().code_mail({"da", "X", "012345", 5min}).html.find("lang=\"da\""), std::string::npos);
    EXPECT_NE(Texts().code_mail({"sv-SE", "X", "012345", 5min}).subject.find("verification code"), std::string::npos);
}

TEST(Texts, SpeakBothLanguagesWhenNobodyKnowsWhich) {
    const auto at = base::from_seconds(1'795'372'800);  // 2026-11-22 18:40 UTC
    const auto mail = Texts().reset_notice({"", "Example One", "anna@ex1.test", at});
    for (const auto* words : {"just been reset", "lige blevet nulstillet", "2026-11-22", "18:40", "(UTC)",
                              "contact your IT department", "kontakt straks din it-afdeling", "anna@ex1.test"}) {
        EXPECT_NE(mail.text.find(words), std::string::npos) << words;
        EXPECT_NE(mail.html.find(words), std::string::npos) << words;
    }
}

TEST(Texts, TellAdministratorsOfOneOfThemInBothLanguages) {
    const auto mail = Texts().administrator_notice({"", "Example One", "grete@ex1.test", base::from_seconds(1)});
    for (const auto* words : {"grete@ex1.test, an administrator at Example One", "som er administrator hos Example One",
                              "block the account", "overvågningsloggen"}) {
        EXPECT_NE(mail.text.find(words), std::string::npos) << words;
        EXPECT_NE(mail.html.find(words), std::string::npos) << words;
    }
}

TEST(Texts, TellOfAnAccessCodeWithoutIt) {
    const auto at = base::from_seconds(1'795'372'800);  // 2026-11-22 18:40 UTC
    const auto danish = Texts().access_code_notice({"da-DK", "Example One", "anna@ex1.test", at, at + 1h});
    for (const auto* words : {"anna@ex1.test hos Example One", "18:40", "19:40", "kontakt straks din it-afdeling"}) {
        EXPECT_NE(danish.text.find(words), std::string::npos) << words;
        EXPECT_NE(danish.html.find(words), std::string::npos) << words;
    }
    EXPECT_EQ(danish.text.find("The helpdesk"), std::string::npos);
    const auto english = Texts().access_code_notice({"en", "Example One", "anna@ex1.test", at, at + 1h});
    EXPECT_NE(english.text.find("until 2026-11-22 at 19:40 (UTC)"), std::string::npos) << english.text;
    const auto both = Texts().access_code_notice({"", "Example One", "anna@ex1.test", at, at + 1h});
    EXPECT_NE(both.text.find("Helpdesken har"), std::string::npos);
    EXPECT_NE(both.text.find("The helpdesk has"), std::string::npos);
}

TEST(Texts, LetNoNameBreakOutOfTheHtml) {
    const auto mail = Texts().code_mail({"en", "<script>\"&", "012345", 5min});
    EXPECT_EQ(mail.html.find("<script>"), std::string::npos);
    EXPECT_NE(mail.html.find("&lt;script&gt;&quot;&amp;"), std::string::npos);
}

TEST(Language, HasEverySentenceInBothLanguages) {
    for (const auto* language : {&kDanish, &kEnglish}) {
        for (const auto sentence :
             {language->code_subject, language->code_intro, language->code_lifetime, language->code_not_you,
              language->notice_subject, language->notice_what, language->notice_when, language->notice_yours,
              language->notice_not_you, language->access_code_subject, language->access_code_what,
              language->access_code_when, language->access_code_yours, language->access_code_not_you,
              language->administrator_subject, language->administrator_what, language->administrator_known,
              language->administrator_unknown}) {
            EXPECT_FALSE(sentence.empty()) << language->tag;
        }
    }
}

}  // namespace
}  // namespace tilbage::tenant
