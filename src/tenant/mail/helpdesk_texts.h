// The words of what people get while they talk to the helpdesk, in Danish and English.
#pragma once

#include "core/ports/helpdesk_texts.h"

namespace tilbage::tenant {

class HelpdeskTexts final : public core::HelpdeskTexts {
public:
    [[nodiscard]] core::Mail caller_code_mail(const core::CallerCodeContent& content) const override;
    [[nodiscard]] std::string caller_code_text(const core::CallerCodeContent& content) const override;
    [[nodiscard]] core::Mail reset_link_mail(const core::ResetLinkContent& content) const override;
    [[nodiscard]] std::string reset_link_text(const core::ResetLinkContent& content) const override;
};

}  // namespace tilbage::tenant
