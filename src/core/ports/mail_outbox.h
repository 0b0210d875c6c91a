// Mails to be sent, so that asking for a code takes the same time whether there is anybody to send it to. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/ids.h"

namespace tilbage::core {

// One person's password expires at one time: true until they have another password.
struct PasswordExpiry {
    PersonId person;
    base::TimePoint expires_at;

    bool operator==(const PasswordExpiry&) const = default;
};

struct Mail {
    std::string to;
    std::string subject;
    std::string text;  // plain, UTF-8
    std::string html;
    // Not sent any more after this: a late code only confuses.
    base::TimePoint useful_until;
    // A reminder: it can wait for all other mails, and goes out only while this is true.
    std::optional<PasswordExpiry> reminds_of = std::nullopt;
};

struct QueuedMail {
    std::int64_t id = 0;
    Mail mail;
    int attempts = 0;
};

// Longer than a mail server is waited for.
inline constexpr std::chrono::minutes kMailClaim{10};

class MailOutbox {
public:
    virtual ~MailOutbox() = default;
    // A reminder takes the place of one about the same person to the same address.
    virtual base::Result<void> add(const Mail& mail, base::TimePoint now) = 0;
    // Those that can wait come after all others; else the oldest first.
    virtual base::Result<std::vector<QueuedMail>> due(base::TimePoint now, int count) = 0;
    // Of a reminder, directly before it is sent: nobody else gets it for kMailClaim. false: somebody else has it, or
    // what it says is no longer true and it is gone.
    virtual base::Result<bool> claim(std::int64_t id, base::TimePoint now) = 0;
    virtual base::Result<std::int64_t> reminders_waiting() = 0;
    // Gone from the store, texts and all.
    virtual base::Result<void> remove(std::int64_t id) = 0;
    virtual base::Result<void> retry_at(std::int64_t id, base::TimePoint when) = 0;
};

}  // namespace tilbage::core
