#include "core/sspr/email_method.h"

#include "core/sspr/limits.h"

namespace tilbage::core {

base::Result<void> EmailMethod::send(const CodeMessage& message, base::TimePoint now) {
    auto mail = texts_.code_mail({.locale = message.locale,
                                  .tenant_name = message.tenant_name,
                                  .code = message.digits,
                                  .lifetime = limits::kCodeLifetime});
    if (message.person != nullptr) mail.to = destination(*message.person);
    mail.useful_until = message.expires_at;
    return outbox_.add(mail, now);
}

std::string EmailMethod::destination(const Person& person) const {
    for (const auto& address : person.alternate_mails) {
        if (!address.empty()) return address;
    }
    return settings_.use_work_mail ? person.work_mail : std::string{};
}

}  // namespace tilbage::core
