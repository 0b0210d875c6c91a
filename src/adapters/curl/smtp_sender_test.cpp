#include "adapters/curl/smtp_sender.h"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>
#include <mutex>
#include <vector>

#include "support/certificates.h"
#include "support/connection.h"

namespace tilbage::adapters::curl {
namespace {

using base::ErrorCode;
using tilbage::testing::Connection;
using tilbage::testing::TestAuthority;
using tilbage::testing::TestServer;

// How the server behaves; it remembers every command and every mail.
struct SmtpScript {
    bool offers_starttls = true;
    bool starts_in_tls = false;
    std::string greeting = "220 test\r\n";
    std::string to_login = "235 welcome\r\n";
    std::string to_recipient = "250 ok\r\n";
    std::string to_mail = "250 queued\r\n";
};

class SmtpSenderTest : public ::testing::Test {
protected:
    void serve(SmtpScript script, std::vector<std::string> names = {"IP:127.0.0.1"}) {
        script_ = std::move(script);
        files_ = authority_.issue(names);
        server_ = std::make_unique<TestServer>([this](Connection connection) { talk(connection); });
    }
    [[nodiscard]] SmtpOptions options() const {
        SmtpOptions options;
        options.server =
            std::string(script_.starts_in_tls ? "smtps" : "smtp") + "://127.0.0.1:" + std::to_string(server_->port());
        options.ca_file = authority_.ca_file();
        return options;
    }
    static base::Result<void> send(SmtpOptions options, std::string_view to = "person@example.org") {
        SmtpSender sender(std::move(options));
        return sender.send("no-reply@example.org", to, "Subject: x\r\n\r\nhello\r\n.\r\nthe end\r\n");
    }
    ErrorCode failure(SmtpOptions options) {
        const auto sent = send(std::move(options));
        return sent ? ErrorCode::internal : sent.error().code;
    }
    std::vector<std::string> said() {
        std::lock_guard lock(mutex_);
        return commands_;
    }
    bool was_said(const std::string& command) {
        const auto commands = said();
        return std::find(commands.begin(), commands.end(), command) != commands.end();
    }

    TestAuthority authority_;
    SmtpScript script_;
    std::mutex mutex_;
    std::vector<std::string> commands_;
    std::vector<std::string> mails_;
    tilbage::testing::CertificateFiles files_;
    std::unique_ptr<TestServer> server_;

private:
    std::string remember(Connection& connection) {
        std::string line = connection.read_until("\r\n");
        line.resize(line.size() - 2);
        std::lock_guard lock(mutex_);
        commands_.push_back(line);
        return line;
    }
    void talk(Connection& connection) {
        if (script_.starts_in_tls) connection.start_tls_server(files_);
        bool in_tls = script_.starts_in_tls;
        connection.send(script_.greeting);
        while (true) {
            const std::string line = remember(connection);
            if (line.starts_with("EHLO")) {
                connection.send(script_.offers_starttls && !in_tls ? "250-test\r\n250 STARTTLS\r\n"
                                                                   : "250-test\r\n250 AUTH PLAIN\r\n");
            } else if (line == "STARTTLS") {
                connection.send("220 go\r\n");
                connection.start_tls_server(files_);
                in_tls = true;
            } else if (line.starts_with("AUTH")) {
                connection.send("334 \r\n");
                remember(connection);
                connection.send(script_.to_login);
            } else if (line.starts_with("RCPT")) {
                connection.send(script_.to_recipient);
            } else if (line == "DATA") {
                connection.send("354 go\r\n");
                std::string mail = connection.read_until("\r\n.\r\n");
                {
                    std::lock_guard lock(mutex_);
                    mails_.push_back(std::move(mail));
                }
                connection.send(script_.to_mail);
            } else {
                connection.send(line == "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
            }
        }
    }
};

TEST_F(SmtpSenderTest, HandsAMailOverAfterStarttls) {
    serve({});
    const auto sent = send(options());
    ASSERT_TRUE(sent) << sent.error().message;
    EXPECT_TRUE(was_said("STARTTLS"));
    EXPECT_TRUE(was_said("MAIL FROM:<no-reply@example.org>"));
    EXPECT_TRUE(was_said("RCPT TO:<person@example.org>"));
    ASSERT_EQ(mails_.size(), 1U);
    EXPECT_EQ(mails_[0], "Subject: x\r\n\r\nhello\r\n..\r\nthe end\r\n.\r\n");  // RFC 5321 §4.5.2
}

TEST_F(SmtpSenderTest, HandsAMailOverWithTlsFromTheStart) {
    SmtpScript script;
    script.starts_in_tls = true;
    serve(script);
    const auto sent = send(options());
    ASSERT_TRUE(sent) << sent.error().message;
}

TEST_F(SmtpSenderTest, LogsIn) {
    serve({});
    auto with_login = options();
    with_login.username = "tilbage";
    with_login.password = base::SecretBytes::copy_of("pw");
    const auto sent = send(std::move(with_login));
    ASSERT_TRUE(sent) << sent.error().message;
    EXPECT_TRUE(was_said("AHRpbGJhZ2UAcHc="));  // \0tilbage\0pw, Base64 (RFC 4616)
}

TEST_F(SmtpSenderTest, KeepsTheConnectionForTheNextMail) {
    serve({});
    SmtpSender sender(options());
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(sender.send("a@example.org", "b@example.org", "Subject: x\r\n\r\n"));
    EXPECT_EQ(mails_.size(), 3U);
    const auto commands = said();
    EXPECT_EQ(std::count(commands.begin(), commands.end(), "STARTTLS"), 1);
}

TEST_F(SmtpSenderTest, NeverSendsInClearUnlessTold) {
    SmtpScript script;
    script.offers_starttls = false;
    serve(script);
    EXPECT_EQ(failure(options()), ErrorCode::untrusted);
    EXPECT_FALSE(was_said("DATA"));
    auto in_clear = options();
    in_clear.tls = SmtpTls::none;
    EXPECT_TRUE(send(std::move(in_clear)));
}

TEST_F(SmtpSenderTest, NeverSendsAPasswordInClear) {
    serve({});
    auto in_clear = options();
    in_clear.tls = SmtpTls::none;
    in_clear.username = "tilbage";
    in_clear.password = base::SecretBytes::copy_of("pw");
    EXPECT_EQ(failure(std::move(in_clear)), ErrorCode::invalid_argument);
    EXPECT_TRUE(said().empty());
}

TEST_F(SmtpSenderTest, VerifiesTheCertificateAndTheName) {
    serve({}, {"DNS:other.example"});
    EXPECT_EQ(failure(options()), ErrorCode::untrusted);
    serve({});
    const TestAuthority other;
    auto with_other = options();
    with_other.ca_file = other.ca_file();
    EXPECT_EQ(failure(std::move(with_other)), ErrorCode::untrusted);
    EXPECT_FALSE(was_said("DATA"));
}

TEST_F(SmtpSenderTest, TellsTemporaryFromPermanentRefusals) {
    SmtpScript script;
    script.to_recipient = "550 no such person\r\n";
    serve(script);
    EXPECT_EQ(failure(options()), ErrorCode::conflict);
    script.to_recipient = "450 try later\r\n";
    serve(script);
    EXPECT_EQ(failure(options()), ErrorCode::unavailable);
    script = {};
    script.to_mail = "554 spam\r\n";
    serve(script);
    EXPECT_EQ(failure(options()), ErrorCode::conflict);
    script.to_mail = "452 disk full\r\n";
    serve(script);
    EXPECT_EQ(failure(options()), ErrorCode::unavailable);
    script = {};
    script.greeting = "421 busy\r\n";
    serve(script);
    EXPECT_EQ(failure(options()), ErrorCode::unavailable);
}

TEST_F(SmtpSenderTest, ARefusedLoginIsItsOwnFailure) {
    SmtpScript script;
    script.to_login = "535 wrong\r\n";
    serve(script);
    auto with_login = options();
    with_login.username = "tilbage";
    with_login.password = base::SecretBytes::copy_of("secret-word");
    const auto sent = send(std::move(with_login));
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().code, ErrorCode::permission_denied);
    EXPECT_EQ(sent.error().message.find("secret-word"), std::string::npos);
}

TEST_F(SmtpSenderTest, AServerThatIsNotThereOrDoesNotAnswerIsTemporary) {
    serve({});
    auto gone = options();
    server_.reset();
    EXPECT_EQ(failure(std::move(gone)), ErrorCode::unavailable);
    const TestServer silent([](Connection connection) { static_cast<void>(connection.read_to_end()); });
    SmtpOptions waiting;
    waiting.server = "smtp://127.0.0.1:" + std::to_string(silent.port());
    waiting.timeout = std::chrono::milliseconds(200);
    EXPECT_EQ(failure(std::move(waiting)), ErrorCode::timeout);
}

TEST_F(SmtpSenderTest, WhatIsNoAddressNeverReachesTheServer) {
    serve({});
    for (const char* to : {"", "@", "a@", "@b", "nobody", "a@b\r\nRCPT TO:<evil@example.org>", "a@b>", "<a@b", "a b@c",
                           "a@b,c@d", "\"a\"@b", "a@b\n"}) {
        const auto sent = send(options(), to);
        ASSERT_FALSE(sent) << to;
        EXPECT_EQ(sent.error().code, ErrorCode::invalid_argument) << to;
    }
    EXPECT_FALSE(send(options(), "a@" + std::string(300, 'x')));
    EXPECT_TRUE(said().empty());
}

TEST_F(SmtpSenderTest, AMailWithOtherLineEndsIsRefused) {
    serve({});
    SmtpSender sender(options());
    for (const char* mail : {"Subject: x\n\nhello", "a\r\n.\n\r\n", "a\r", "\n"})
        EXPECT_EQ(sender.send("a@example.org", "b@example.org", mail).error().code, ErrorCode::invalid_argument)
            << mail;
    EXPECT_TRUE(said().empty());
}

TEST_F(SmtpSenderTest, AnAddressOfAnotherKindOfServerIsRefused) {
    SmtpOptions other;
    other.server = "http://127.0.0.1/";
    EXPECT_EQ(failure(std::move(other)), ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace tilbage::adapters::curl
