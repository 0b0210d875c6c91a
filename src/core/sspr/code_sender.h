// A way to send a one-time code to an address or number. Any thread.
#pragma once

#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/ids.h"
#include "core/methods/method_kind.h"

namespace tilbage::core {

// What is sent, and to whom.
struct CodeMessage {
    TenantId tenant_id;
    std::string destination;  // empty: to nobody, but the same work
    std::string locale;
    std::string tenant_name;
    std::string digits;
    base::TimePoint expires_at;
    bool registers = false;  // it proves a new address or number; otherwise, who somebody is
};

class CodeSender {
public:
    virtual ~CodeSender() = default;
    [[nodiscard]] virtual MethodKind kind() const = 0;
    // Part of the caller's transaction. Does the same work for nobody and for somebody.
    [[nodiscard]] virtual base::Result<void> send(const CodeMessage& message, base::TimePoint now) = 0;
};

}  // namespace tilbage::core
