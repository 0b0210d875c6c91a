// What people get while they talk to the helpdesk, in their language.
#pragma once

#include "core/ports/helpdesk_texts.h"
#include "tenant/installed_languages.h"

namespace tilbage::tenant {

class HelpdeskTexts final : public core::HelpdeskTexts {
public:
    // `all` must outlive this.
    explicit HelpdeskTexts(const languages::Languages& all = installed_languages()) : all_(all) {}

    [[nodiscard]] core::Mail caller_code_mail(const core::CallerCodeContent& content) const override;
    [[nodiscard]] std::string caller_code_text(const core::CallerCodeContent& content) const override;
    [[nodiscard]] core::Mail reset_link_mail(const core::ResetLinkContent& content) const override;
    [[nodiscard]] std::string reset_link_text(const core::ResetLinkContent& content) const override;

private:
    const languages::Languages& all_;
};

}  // namespace tilbage::tenant
