// One-time codes by mail and by text message, through the outboxes.
#pragma once

#include "core/ports/mail_outbox.h"
#include "core/ports/mail_texts.h"
#include "core/ports/text_outbox.h"
#include "core/sspr/code_sender.h"

namespace tilbage::core {

class EmailCodeSender final : public CodeSender {
public:
    // References must outlive this object.
    EmailCodeSender(MailOutbox& outbox, const MailTexts& texts) : outbox_(outbox), texts_(texts) {}
    [[nodiscard]] MethodKind kind() const override { return MethodKind::email; }
    // A mail to nobody is queued with an empty address; the mail worker drops it.
    [[nodiscard]] base::Result<void> send(const CodeMessage& message, base::TimePoint now) override;

private:
    MailOutbox& outbox_;
    const MailTexts& texts_;
};

class TextCodeSender final : public CodeSender {
public:
    // References must outlive this object.
    TextCodeSender(TextOutbox& outbox, const MailTexts& texts) : outbox_(outbox), texts_(texts) {}
    [[nodiscard]] MethodKind kind() const override { return MethodKind::mobile_phone; }
    [[nodiscard]] base::Result<void> send(const CodeMessage& message, base::TimePoint now) override;

private:
    TextOutbox& outbox_;
    const MailTexts& texts_;
};

}  // namespace tilbage::core
