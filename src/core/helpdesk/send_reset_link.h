// Starts a reset for a caller: the way to the reset page goes to one of their registered methods. They prove who they
// are there, and choose the password themselves.
#pragma once

#include <string>

#include "core/helpdesk/helpdesk_ports.h"
#include "core/helpdesk/person_on_the_line.h"

namespace tilbage::core {

struct SentResetLink {
    MethodKind kind = MethodKind::email;
    std::string hint;  // the masked address or number
};

// Any thread. Global, Password and Helpdesk Administrators, asked here as well; who is a Helpdesk Administrator only,
// not for an administrator of the tenant: not_allowed.
class SendResetLink {
public:
    explicit SendResetLink(const HelpdeskPorts& ports) : ports_(ports) {}

    // `locale`: in which language, when the person's own is not known. Opens nothing by itself, so that nobody needs to
    // be verified for it. Refusals: not_allowed, not_found, user_not_found (not from a directory), account_disabled,
    // writeback_disabled, kind_not_allowed (they may not reset, have too few methods, or none of this kind),
    // too_many_attempts, busy.
    [[nodiscard]] Answer<SentResetLink> run(const Principal& administrator, const PersonId& person, MethodKind kind,
                                            const std::string& locale);

private:
    [[nodiscard]] Answer<SentResetLink> send(const Principal& administrator, const PersonOnTheLine& line,
                                             MethodKind kind, const std::string& locale);

    HelpdeskPorts ports_;
};

}  // namespace tilbage::core
