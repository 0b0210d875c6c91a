// The words of what people get while they talk to the helpdesk, in their language. Any thread; calls do not block.
#pragma once

#include <string>

#include "base/clock.h"
#include "core/ports/mail_outbox.h"

namespace tilbage::core {

struct CallerCodeContent {
    std::string locale;  // BCP 47; anything else falls back to English
    std::string tenant_name;
    std::string asked_by;  // the display name of who asks for it on the telephone
    std::string code;      // the only run of 6 to 8 digits in the text
    std::chrono::minutes lifetime{0};
};

struct ResetLinkContent {
    std::string locale;
    std::string tenant_name;
    std::string asked_by;
    std::string link;  // the reset page, by the configured address
};

// The mails give subject, text and html; to and useful_until stay for the caller. Text messages are one part (GSM
// 03.38: 160 characters) as long as the address is no longer than 60.
class HelpdeskTexts {
public:
    virtual ~HelpdeskTexts() = default;
    [[nodiscard]] virtual Mail caller_code_mail(const CallerCodeContent& content) const = 0;
    [[nodiscard]] virtual std::string caller_code_text(const CallerCodeContent& content) const = 0;
    [[nodiscard]] virtual Mail reset_link_mail(const ResetLinkContent& content) const = 0;
    [[nodiscard]] virtual std::string reset_link_text(const ResetLinkContent& content) const = 0;
};

}  // namespace tilbage::core
