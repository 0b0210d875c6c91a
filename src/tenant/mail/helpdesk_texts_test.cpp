#include "tenant/mail/helpdesk_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tilbage::tenant {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

core::CallerCodeContent code(const std::string& locale, const std::string& asked_by = "Grete Holm") {
    return {.locale = locale,
            .tenant_name = "Example & Søn",
            .asked_by = asked_by,
            .code = "123456",
            .lifetime = std::chrono::minutes(5)};
}

TEST(HelpdeskTexts, TheCodeIsForTheHelpdeskOfWhoCalledAndSaysWhoAsked) {
    const HelpdeskTexts texts;
    const auto english = texts.caller_code_mail(code("en-GB"));
    EXPECT_THAT(english.text, AllOf(HasSubstr("Grete Holm"), HasSubstr("123456"), HasSubstr("only if it was you")));
    EXPECT_THAT(english.html, AllOf(HasSubstr("Example &amp; Søn"), HasSubstr("lang=\"en\"")));
    const auto danish = texts.caller_code_mail(code("da-DK"));
    EXPECT_THAT(danish.text, AllOf(HasSubstr("Grete Holm"), HasSubstr("123456"), HasSubstr("hvis det er dig")));
    EXPECT_THAT(danish.subject, HasSubstr("helpdesken"));
}

TEST(HelpdeskTexts, NamesOfAdministratorsBringNoMarkupAndNoDigits) {
    const HelpdeskTexts texts;
    EXPECT_THAT(texts.caller_code_mail(code("en", "<b>Hans</b>")).html, Not(HasSubstr("<b>Hans")));
    EXPECT_THAT(texts.caller_code_text(code("en", "Desk 654321")),
                AllOf(HasSubstr("123456"), Not(HasSubstr("654321"))));
}

TEST(HelpdeskTexts, ATextMessageIsOnePartWhateverTheNameIs) {
    const HelpdeskTexts texts;
    constexpr std::size_t kOnePart = 160;  // GSM 03.38
    for (const auto& locale : installed_languages().tags()) {
        EXPECT_LE(texts.caller_code_text(code(locale, std::string(200, 'x'))).size(), kOnePart) << locale;
        const core::ResetLinkContent link{locale, "Example", std::string(200, 'x'),
                                          "https://" + std::string(46, 'h') + "/reset"};
        EXPECT_LE(texts.reset_link_text(link).size(), kOnePart) << locale;
    }
    EXPECT_THAT(texts.caller_code_text(code("da", "aaaaaaaaaaaaaaaaaaaaaaaø")), HasSubstr("aaaaaaaaaaaaaaaaaaaaaaa."))
        << "not half a letter";
}

TEST(HelpdeskTexts, TheLinkIsTheOneThatWasGiven) {
    const HelpdeskTexts texts;
    const core::ResetLinkContent link{"da", "Example", "Grete", "https://id.example.org/reset"};
    EXPECT_THAT(texts.reset_link_mail(link).text, HasSubstr("https://id.example.org/reset"));
    EXPECT_THAT(texts.reset_link_mail(link).html, HasSubstr("href=\"https://id.example.org/reset\""));
    EXPECT_THAT(texts.reset_link_text(link), HasSubstr("https://id.example.org/reset"));
}

}  // namespace
}  // namespace tilbage::tenant
