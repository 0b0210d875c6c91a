// The words of the mails that administrators get about the synchronisation. Administrators have no language of their
// own here, so that every mail comes in all of ours. Any thread; calls do not block.
#pragma once

#include <string>

#include "base/clock.h"
#include "core/ports/mail_outbox.h"
#include "core/sync_service/check_in.h"

namespace tilbage::core {

struct RemovalsHeldMail {
    std::string tenant_name;
    std::string domains;  // "ex1.test, ex2.test"
    HeldRemovals held;
};

struct SyncTroubleMail {
    std::string tenant_name;
    std::string domains;
    base::TimePoint since;  // it has failed, or nobody has checked in
    bool silent = false;    // nobody has checked in
    SyncProblem problem;    // of one that fails; the message may be empty
};

struct SyncWellAgainMail {
    std::string tenant_name;
    std::string domains;
};

// All give subject, text and html; to and useful_until stay for the caller.
class SyncMailTexts {
public:
    virtual ~SyncMailTexts() = default;
    [[nodiscard]] virtual Mail removals_held(const RemovalsHeldMail& content) const = 0;
    [[nodiscard]] virtual Mail sync_trouble(const SyncTroubleMail& content) const = 0;
    [[nodiscard]] virtual Mail sync_well_again(const SyncWellAgainMail& content) const = 0;
};

}  // namespace tilbage::core
