#include "mailbox.h"

#include <gtest/gtest.h>

namespace tilbage::bench {
namespace {

constexpr const char* kHeaders =
    "Return-Path: <no-reply@ex1.test>\r\nDelivered-To: a@b.test\r\nMessage-ID: <12345678@ex1.test>\r\nSubject: Your "
    "code\r\n";

TEST(CodeInMail, IsFoundInAMailWithoutParts) {
    const std::string mail =
        std::string(kHeaders) +
        "Content-Type: text/plain; charset=utf-8\r\n\r\nIt is 12:30 on 22-11-2026.\r\n\r\n012345\r\n";
    EXPECT_EQ(code_in_mail(mail), "012345");
}

TEST(CodeInMail, IsFoundInTheTextPartOfQuotedPrintable) {
    const std::string mail =
        std::string(kHeaders) +
        "Content-Type: multipart/alternative; boundary=\"9876543\"\r\n\r\n--9876543\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "Din kode til Tilbage p=C3=A5 =\r\nEx1:=20123456=20tak\r\n--9876543\r\n"
        "Content-Type: text/html\r\n\r\n<b>999999</b>\r\n--9876543--\r\n";
    EXPECT_EQ(code_in_mail(mail), "123456");
}

TEST(CodeInMail, IsFoundInBase64) {
    const std::string mail = std::string(kHeaders) +
                             "Content-Transfer-Encoding: base64\r\nContent-Type: text/plain; "
                             "charset=utf-8\r\n\r\nS29kZTogNjU0\r\nMzIxCg==\r\n";
    EXPECT_EQ(code_in_mail(mail), "654321");
}

TEST(CodeInMail, IsEmptyWhenThereIsNone) {
    EXPECT_EQ(code_in_mail(std::string(kHeaders) + "Content-Type: text/plain\r\n\r\nYour password was reset.\r\n"), "");
}

}  // namespace
}  // namespace tilbage::bench
