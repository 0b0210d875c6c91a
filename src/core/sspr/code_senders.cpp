#include "core/sspr/code_senders.h"

#include "core/sspr/limits.h"

namespace tilbage::core {
namespace {

CodeMail content_of(const CodeMessage& message) {
    return {.locale = message.locale,
            .tenant_name = message.tenant_name,
            .code = message.digits,
            .lifetime = limits::kCodeLifetime,
            .registers = message.registers};
}

}  // namespace

base::Result<void> EmailCodeSender::send(const CodeMessage& message, base::TimePoint now) {
    auto mail = texts_.code_mail(content_of(message));
    mail.to = message.destination;
    mail.useful_until = message.expires_at;
    return outbox_.add(mail, now);
}

base::Result<void> TextCodeSender::send(const CodeMessage& message, base::TimePoint now) {
    return outbox_.add({.tenant_id = message.tenant_id,
                        .to = message.destination,
                        .text = texts_.code_text(content_of(message)),
                        .useful_until = message.expires_at},
                       now);
}

}  // namespace tilbage::core
