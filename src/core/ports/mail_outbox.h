// Mails to be sent, so that asking for a code takes the same time whether there is anybody to send it to. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace tilbage::core {

struct Mail {
    std::string to;
    std::string subject;
    std::string text;  // plain, UTF-8
    std::string html;
    // Not sent any more after this: a late code only confuses.
    base::TimePoint useful_until;
};

struct QueuedMail {
    std::int64_t id = 0;
    Mail mail;
    int attempts = 0;
};

class MailOutbox {
public:
    virtual ~MailOutbox() = default;
    virtual base::Result<void> add(const Mail& mail, base::TimePoint now) = 0;
    virtual base::Result<std::vector<QueuedMail>> due(base::TimePoint now, int count) = 0;
    // Gone from the store, texts and all.
    virtual base::Result<void> remove(std::int64_t id) = 0;
    virtual base::Result<void> retry_at(std::int64_t id, base::TimePoint when) = 0;
};

}  // namespace tilbage::core
