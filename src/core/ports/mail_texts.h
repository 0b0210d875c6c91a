// The words of the mails that people get, in their language. Any thread; calls do not block.
#pragma once

#include <string>

#include "base/clock.h"
#include "core/methods/method_kind.h"
#include "core/ports/mail_outbox.h"
#include "core/ports/time_zones.h"

namespace tilbage::core {

struct CodeMail {
    std::string locale;  // BCP 47, as the page sent it; anything else falls back to English
    std::string tenant_name;
    std::string code;  // the only run of 6 to 8 digits in the text
    std::chrono::minutes lifetime{0};
    bool registers = false;  // it proves a new address; otherwise, who somebody is
};

struct ResetNotice {
    std::string locale;  // empty: not known, and the text comes in every language
    std::string tenant_name;
    std::string user_name;
    base::TimePoint at;
};

// A temporary access code was given to somebody who called; never the code.
struct AccessCodeNotice {
    std::string locale;  // as above
    std::string tenant_name;
    std::string user_name;
    base::TimePoint at;
    base::TimePoint until;  // the code serves until then
};

// A person's methods changed.
struct MethodNotice {
    enum class What { registered, removed };
    std::string locale;  // as above
    std::string tenant_name;
    std::string user_name;
    base::TimePoint at;
    What what = What::registered;
    MethodKind kind = MethodKind::email;
    std::string link;  // where to say "this was not me"; letters only after its "#"
};

// A password expires, or has expired.
struct ExpiryReminder {
    std::string locale;  // as above
    std::string tenant_name;
    std::string user_name;
    LocalTime expires;      // by the clock on the wall
    std::string time_zone;  // of that clock
    bool expired = false;
    std::string link;  // where to change it; empty: not here, on their own computer
};

// The mails give subject, text and html; to and useful_until stay for the caller.
class MailTexts {
public:
    virtual ~MailTexts() = default;
    [[nodiscard]] virtual Mail code_mail(const CodeMail& content) const = 0;
    // A text message of one part (GSM 03.38: 160 characters; with others 70) with the code in it.
    [[nodiscard]] virtual std::string code_text(const CodeMail& content) const = 0;
    [[nodiscard]] virtual Mail reset_notice(const ResetNotice& content) const = 0;
    [[nodiscard]] virtual Mail access_code_notice(const AccessCodeNotice& content) const = 0;
    [[nodiscard]] virtual Mail method_notice(const MethodNotice& content) const = 0;
    // To the administrators: a person says that a change to their methods was not theirs. The link is not in it.
    [[nodiscard]] virtual Mail not_me_notice(const MethodNotice& content) const = 0;
    // To those who help, about somebody who asked them to.
    [[nodiscard]] virtual Mail help_request(const ResetNotice& content) const = 0;
    [[nodiscard]] virtual Mail expiry_reminder(const ExpiryReminder& content) const = 0;
    // To the administrators, about one of them.
    [[nodiscard]] virtual Mail administrator_notice(const ResetNotice& content) const = 0;
};

}  // namespace tilbage::core
