#include "tenant/mail/texts.h"

#include <gtest/gtest.h>
#include <regex>

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

core::ExpiryReminder reminder(const std::string& locale, const std::string& link = "https://id.ex1.test/account") {
    using namespace std::chrono;
    return {.locale = locale,
            .tenant_name = "Example One",
            .user_name = "anna@ex1.test",
            .expires = local_days(2026y / 12 / 7) + 9h + 5min,
            .time_zone = "Europe/Copenhagen",
            .expired = false,
            .link = link};
}

TEST(Texts, SayInThePersonsLanguageWhenAPasswordExpiresByTheClockOnTheWall) {
    const auto english = Texts().expiry_reminder(reminder("en-US"));
    EXPECT_EQ(english.subject, "Your password at Example One expires on Monday 7 December 2026");
    const auto danish = Texts().expiry_reminder(reminder("da-DK"));
    EXPECT_EQ(danish.subject, "Din adgangskode hos Example One udløber mandag den 7. december 2026");
    for (const auto* words :
         {"anna@ex1.test hos Example One udløber mandag den 7. december 2026 kl. 09.05 (Europe/Copenhagen)",
          "https://id.ex1.test/account"}) {
        EXPECT_NE(danish.text.find(words), std::string::npos) << words;
        EXPECT_NE(danish.html.find(words), std::string::npos) << words;
    }
    const auto both = Texts().expiry_reminder(reminder(""));
    EXPECT_NE(both.text.find("expires on Monday 7 December 2026 at 09:05 (Europe/Copenhagen)"), std::string::npos);
    EXPECT_NE(both.text.find("udløber mandag"), std::string::npos);
}

TEST(Texts, SayHowToChangeAPasswordOnTheComputerWhereThePageCannot) {
    for (const bool expired : {false, true}) {
        auto here = reminder("en");
        auto there = reminder("en", "");
        here.expired = there.expired = expired;
        EXPECT_NE(Texts().expiry_reminder(here).text.find("account page"), std::string::npos);
        const auto mail = Texts().expiry_reminder(there);
        EXPECT_NE(mail.text.find("on your work computer"), std::string::npos);
        EXPECT_EQ(mail.text.find("account page"), std::string::npos);
        EXPECT_EQ(mail.html.find("href"), std::string::npos);
        EXPECT_EQ(mail.subject.find("expired") != std::string::npos, expired);
    }
}

TEST(Texts, AskThoseWhoHelpToBeSureWhoItIsFirst) {
    const auto mail = Texts().help_request({"", "Example One", "anna@ex1.test", base::from_seconds(1'795'372'800)});
    for (const auto* words :
         {"password at Example One, somebody typed the user name anna@ex1.test", "be sure who it is before",
          "brugernavnet anna@ex1.test", "vær sikker på, hvem det er", "18:40"}) {
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

TEST(Texts, SayWhatACodeIsFor) {
    core::CodeMail content{"en", "Example One", "012345", 5min};
    EXPECT_NE(Texts().code_mail(content).text.find("back into your account"), std::string::npos);
    content.registers = true;
    EXPECT_EQ(Texts().code_mail(content).text.find("back into your account"), std::string::npos);
    EXPECT_NE(Texts().code_mail(content).html.find("this address is yours"), std::string::npos);
}

TEST(Texts, TellOfAChangeToOnesMethodsWithALink) {
    core::MethodNotice content{.locale = "da-DK",
                               .tenant_name = "Example One",
                               .user_name = "anna@ex1.test",
                               .at = base::from_seconds(1'795'372'800),
                               .what = core::MethodNotice::What::registered,
                               .kind = core::MethodKind::authenticator_app,
                               .link = "https://reset.example.org/account#not-me=abc"};
    const auto danish = Texts().method_notice(content);
    for (const auto* words : {"registreret en godkendelsesapp til anna@ex1.test hos Example One", "18:40",
                              "https://reset.example.org/account#not-me=abc"}) {
        EXPECT_NE(danish.text.find(words), std::string::npos) << words << "\n" << danish.text;
        EXPECT_NE(danish.html.find(words), std::string::npos) << words;
    }
    EXPECT_NE(danish.html.find("Det var ikke mig</a>"), std::string::npos) << danish.html;
    content.locale = "";
    content.what = core::MethodNotice::What::removed;
    const auto both = Texts().method_notice(content);
    EXPECT_NE(both.text.find("removed for anna@ex1.test at Example One: an authenticator app"), std::string::npos)
        << both.text;
    EXPECT_NE(both.text.find("fjernet en godkendelsesapp fra anna@ex1.test"), std::string::npos);
    const auto administrators = Texts().not_me_notice(content);
    EXPECT_NE(administrators.text.find("anna@ex1.test"), std::string::npos);
    EXPECT_EQ(administrators.text.find("not-me="), std::string::npos) << "theirs to read, not to use";
}

TEST(Texts, LetNoNameBreakOutOfTheHtml) {
    const auto mail = Texts().code_mail({"en", "<script>\"&", "012345", 5min});
    EXPECT_EQ(mail.html.find("<script>"), std::string::npos);
    EXPECT_NE(mail.html.find("&lt;script&gt;&quot;&amp;"), std::string::npos);
}

TEST(Texts, SayOneMinuteAsOne) {
    EXPECT_NE(Texts().code_mail({"en", "X", "012345", 1min}).text.find("works for 1 minute, "), std::string::npos);
    EXPECT_NE(Texts().code_text({"da", "X", "012345", 1min}).find("virker i 1 minut."), std::string::npos);
    EXPECT_NE(Texts().code_text({"da", "X", "012345", 5min}).find("virker i 5 minutter."), std::string::npos);
}

TEST(Texts, FitACodeIntoOneTextMessageInEveryLanguage) {
    for (const auto& tag : installed_languages().tags()) {
        const auto text = Texts().code_text({tag, "X", "012345", 10min});
        EXPECT_LE(text.size(), 160U) << tag << ": " << text;
    }
}

}  // namespace
}  // namespace tilbage::tenant
