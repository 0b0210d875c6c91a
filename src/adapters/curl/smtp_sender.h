// Hands mail to one SMTP server (RFC 5321) through libcurl.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"

namespace tilbage::adapters::curl {

enum class SmtpTls {
    required,  // smtp:// with STARTTLS or smtps://; never in clear, always verified
    none,      // only when the configuration says so, for a server on loopback
};

struct SmtpOptions {
    std::string server;  // "smtp://mail.example.org:587" or "smtps://mail.example.org:465"
    SmtpTls tls = SmtpTls::required;
    std::string ca_file;   // PEM; the system's trust store when empty
    std::string username;  // "" for none
    base::SecretBytes password;
    std::chrono::milliseconds timeout{20'000};  // one mail, from connecting to the server's answer
};

// What went wrong, for who must decide whether to try again: `unavailable` and `timeout` are temporary (a 4xx answer,
// no connection), `permission_denied` is the login, `untrusted` the certificate, `invalid_argument` an address that
// cannot be one, `conflict` a permanent refusal (5xx) of this mail. Blocks; one thread at a time. The connection is
// kept between mails.
class SmtpSender {
public:
    explicit SmtpSender(SmtpOptions options);
    ~SmtpSender();
    SmtpSender(SmtpSender&&) noexcept;
    SmtpSender& operator=(SmtpSender&&) noexcept;

    // `from` and `to` are bare addresses (no display name); `message` is RFC 5322 text with CRLF line ends.
    [[nodiscard]] base::Result<void> send(std::string_view from, std::string_view to, std::string_view message);
    // Connects, greets, starts TLS and logs in as send() would, without a mail.
    [[nodiscard]] base::Result<void> probe();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tilbage::adapters::curl
