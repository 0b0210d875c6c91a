#include "tenant/mail/mime.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <sstream>

#include "crypto/system_random.h"

namespace tilbage::tenant {
namespace {

const base::TimePoint kNow = base::from_seconds(1'795'372'800);  // 2026-11-22 18:40 UTC, a Sunday

std::string mime_of(const core::Mail& mail,
                    const Sender& sender = {"Tilbage <no-reply@example.org>", "no-reply@example.org"}) {
    crypto::SystemRandom random;
    return to_rfc5322(mail, sender, kNow, random);
}

core::Mail simple() {
    return {.to = "anna@example.org", .subject = "Hello", .text = "text", .html = "<p>html</p>", .useful_until = {}};
}

TEST(Mime, WritesTheHeadersThatAMailNeeds) {
    const auto text = mime_of(simple());
    for (const auto* line : {"From: Tilbage <no-reply@example.org>\r\n", "To: <anna@example.org>\r\n",
                             "Subject: Hello\r\n", "Date: Sun, 22 Nov 2026 18:40:00 +0000\r\n", "MIME-Version: 1.0\r\n",
                             "Auto-Submitted: auto-generated\r\n", "@example.org>\r\n"}) {
        EXPECT_NE(text.find(line), std::string::npos) << line << text;
    }
}

TEST(Mime, EncodesWhatIsNotAscii) {
    auto mail = simple();
    mail.subject = "Din bekræftelseskode til Rødgrød A/S på Ærø, som er en lang linje";
    mail.text = "kode på æøå = 1";
    const auto text = mime_of(mail, {"Rødgrød <no-reply@example.org>", "no-reply@example.org"});
    EXPECT_TRUE(std::ranges::all_of(text, [](unsigned char c) { return c < 0x80; }));
    EXPECT_NE(text.find("Subject: =?UTF-8?B?"), std::string::npos);
    EXPECT_NE(text.find("From: =?UTF-8?B?UsO4ZGdyw7hk?= <no-reply@example.org>"), std::string::npos) << text;
    EXPECT_NE(text.find("kode p=C3=A5 =C3=A6=C3=B8=C3=A5 =3D 1"), std::string::npos) << text;
}

TEST(Mime, KeepsLinesShortAndEndsThemWithCrlf) {
    auto mail = simple();
    mail.text = std::string(50, 'x') + "\n" + std::string(500, 'y') + "\n.\nend";
    for (int i = 0; i < 40; ++i) mail.html += " ordet æøå";
    std::istringstream lines(mime_of(mail));
    for (std::string line; std::getline(lines, line);) {
        ASSERT_TRUE(line.ends_with('\r')) << line;
        EXPECT_LE(line.size(), 79U) << line;
    }
}

TEST(Mime, CutsNoWordAtALineEnd) {
    auto mail = simple();
    for (int before = 40; before < 80; ++before) {
        mail.text = std::string(static_cast<std::size_t>(before), 'a') + " " + std::string(20, 'b') + " 012345 tail";
        EXPECT_NE(mime_of(mail).find("012345"), std::string::npos) << before;
    }
}

TEST(Mime, ForgesNoHeaderFromASubject) {
    auto mail = simple();
    mail.subject = "x\r\nBcc: evil@example.org";
    EXPECT_EQ(mime_of(mail).find("\nBcc"), std::string::npos);
}

TEST(Mime, HasNoDigitsWhereACodeCouldBeMistaken) {
    for (int i = 0; i < 50; ++i) {
        const auto text = mime_of(simple());
        int run = 0;
        for (const char c : text) {
            run = c >= '0' && c <= '9' ? run + 1 : 0;
            ASSERT_LT(run, 6) << text;
        }
    }
}

}  // namespace
}  // namespace tilbage::tenant
