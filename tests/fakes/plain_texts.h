// Mails that say what they are about and nothing else.
#pragma once

#include "core/ports/mail_texts.h"

namespace tilbage::fakes {

// The code stands alone in the text, so that a test can read it.
class PlainTexts final : public core::MailTexts {
public:
    [[nodiscard]] core::Mail code_mail(const core::CodeMail& content) const override {
        return {.to = {}, .subject = "code", .text = content.code, .html = content.locale, .useful_until = {}};
    }
    [[nodiscard]] std::string code_text(const core::CodeMail& content) const override { return content.code; }
    [[nodiscard]] core::Mail reset_notice(const core::ResetNotice& content) const override {
        return {.to = {}, .subject = "notice", .text = content.user_name, .html = content.locale, .useful_until = {}};
    }
    [[nodiscard]] core::Mail access_code_notice(const core::AccessCodeNotice& content) const override {
        auto mail = reset_notice({content.locale, content.tenant_name, content.user_name, content.at});
        mail.subject = "access code";
        return mail;
    }
    // The link stands alone in the text.
    [[nodiscard]] core::Mail method_notice(const core::MethodNotice& content) const override {
        const bool added = content.what == core::MethodNotice::What::registered;
        return {.to = {},
                .subject = added ? "registered" : "removed",
                .text = content.link,
                .html = content.locale,
                .useful_until = {}};
    }
    [[nodiscard]] core::Mail not_me_notice(const core::MethodNotice& content) const override {
        return {.to = {}, .subject = "not me", .text = content.user_name, .html = {}, .useful_until = {}};
    }
    [[nodiscard]] core::Mail help_request(const core::ResetNotice& content) const override {
        auto mail = reset_notice(content);
        mail.subject = "help";
        return mail;
    }
    [[nodiscard]] core::Mail expiry_reminder(const core::ExpiryReminder& content) const override {
        return {.to = {},
                .subject = content.expired ? "expired" : "expires",
                .text = content.link,
                .html = content.user_name,
                .useful_until = {}};
    }
    [[nodiscard]] core::Mail administrator_notice(const core::ResetNotice& content) const override {
        auto mail = reset_notice(content);
        mail.subject = "administrator";
        return mail;
    }
};

}  // namespace tilbage::fakes
