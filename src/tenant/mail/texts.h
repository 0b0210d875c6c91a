// Our mails and text messages to people and administrators, in their language, as plain text and as HTML.
#pragma once

#include "core/ports/mail_texts.h"
#include "tenant/installed_languages.h"

namespace tilbage::tenant {

class Texts final : public core::MailTexts {
public:
    // `all` must outlive this.
    explicit Texts(const languages::Languages& all = installed_languages()) : all_(all) {}

    [[nodiscard]] core::Mail code_mail(const core::CodeMail& content) const override;
    [[nodiscard]] std::string code_text(const core::CodeMail& content) const override;
    [[nodiscard]] core::Mail reset_notice(const core::ResetNotice& content) const override;
    [[nodiscard]] core::Mail access_code_notice(const core::AccessCodeNotice& content) const override;
    [[nodiscard]] core::Mail method_notice(const core::MethodNotice& content) const override;
    [[nodiscard]] core::Mail not_me_notice(const core::MethodNotice& content) const override;
    [[nodiscard]] core::Mail help_request(const core::ResetNotice& content) const override;
    [[nodiscard]] core::Mail expiry_reminder(const core::ExpiryReminder& content) const override;
    [[nodiscard]] core::Mail administrator_notice(const core::ResetNotice& content) const override;

private:
    const languages::Languages& all_;
};

}  // namespace tilbage::tenant
