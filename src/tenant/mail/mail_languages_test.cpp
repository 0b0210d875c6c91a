#include "tenant/mail/mail_languages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "languages/embedded.h"
#include "languages/mistakes.h"
#include "tenant/mail/testing/two_languages.h"
#include "tenant/mail/texts.h"

namespace tilbage::tenant {
namespace {

using ::testing::HasSubstr;

TEST(MailLanguages, HaveEveryWordThatTheTenantSaysAndNoOther) {
    const auto files = languages::embedded::mails();
    for (const auto& mistake : languages::mistakes_in_program(TILBAGE_SOURCE_DIR "/src/tenant", files, "mails"))
        ADD_FAILURE() << mistake;
}

// What a new file in languages/ comes to.
TEST(MailLanguages, OfAThirdFileAreSpokenToo) {
    auto files = testing::two_language_files();
    files.push_back({"sv", R"({"language": {"name": "Svenska", "locale": "sv-SE"}, "mails": {
        "help": {"subject": "Någon på {organization} ber om hjälp", "what": "Användarnamnet är {user}, {organization}."},
        "code": {"text": "Din kod är {code}. Den gäller i {minutes, plural, one {# minut} other {# minuter}}."}}})"});
    const languages::Languages all(files, "mails");
    const Texts texts(all);
    EXPECT_EQ(texts.code_text({"sv-FI", "X", "012345", std::chrono::minutes(1)}),
              "Din kod är 012345. Den gäller i 1 minut.");
    const auto mail = texts.help_request({"", "Example", "anna@ex1.test", base::from_seconds(1)});
    EXPECT_EQ(mail.subject,
              "Somebody at Example asks for help with a password / Nogen hos Example beder om hjælp med sin adgangskode"
              " / Någon på Example ber om hjälp");
    EXPECT_THAT(mail.text, HasSubstr("\n--\n\nAnvändarnamnet är anna@ex1.test, Example.\n\n"));
    EXPECT_THAT(mail.html, HasSubstr("<div lang=\"sv\">\n<p>Användarnamnet"));
}

}  // namespace
}  // namespace tilbage::tenant
