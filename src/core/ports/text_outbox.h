// Text messages to be sent, so that asking for a code takes the same time whether there is anybody to send it to. Any
// thread; add() joins the caller's transaction.
#pragma once

#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/ids.h"

namespace tilbage::core {

struct TextMessage {
    TenantId tenant_id;
    std::string to;    // E.164; empty: to nobody, and the worker drops it
    std::string text;  // UTF-8, one code in it at most
    // Not sent any more after this: a late code only confuses.
    base::TimePoint useful_until;
};

class TextOutbox {
public:
    virtual ~TextOutbox() = default;
    virtual base::Result<void> add(const TextMessage& message, base::TimePoint now) = 0;
};

}  // namespace tilbage::core
