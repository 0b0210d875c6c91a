// The mail server of the configuration, as the sender takes it.
#pragma once

#include "adapters/curl/smtp_sender.h"
#include "tenant/config.h"

namespace tilbage::tenant {

[[nodiscard]] inline adapters::curl::SmtpOptions smtp_options(const MailConfig& mail) {
    adapters::curl::SmtpOptions options;
    options.server = mail.server;
    options.tls = mail.tls ? adapters::curl::SmtpTls::required : adapters::curl::SmtpTls::none;
    options.username = mail.username;
    options.password = base::SecretBytes::copy_of(mail.password.open());
    return options;
}

}  // namespace tilbage::tenant
