// One-time codes by mail: to the first alternate address, or, when the operator says so and there is none, to the work
// mailbox.
#pragma once

#include <string>

#include "core/ports/mail_outbox.h"
#include "core/ports/mail_texts.h"
#include "core/sspr/settings.h"
#include "core/sspr/verification_method.h"

namespace tilbage::core {

class EmailMethod final : public VerificationMethod {
public:
    // References must outlive this object.
    EmailMethod(MailOutbox& outbox, const MailTexts& texts, ResetSettings settings)
        : outbox_(outbox), texts_(texts), settings_(settings) {}

    [[nodiscard]] std::string_view id() const override { return "email"; }
    [[nodiscard]] bool reaches(const Person& person) const override { return !destination(person).empty(); }
    // A mail to nobody is queued with an empty address; the mail worker drops it.
    [[nodiscard]] base::Result<void> send(const CodeMessage& message, base::TimePoint now) override;

private:
    [[nodiscard]] std::string destination(const Person& person) const;

    MailOutbox& outbox_;
    const MailTexts& texts_;
    ResetSettings settings_;
};

}  // namespace tilbage::core
