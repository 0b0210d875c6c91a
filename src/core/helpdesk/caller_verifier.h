// Verifying who calls the helpdesk (docs/protocol.md §14): a code goes to a registered method of the person whom the
// caller says they are, or an app shows one; the caller reads it aloud, and the administrator types it.
#pragma once

#include <optional>
#include <string>

#include "core/helpdesk/helpdesk_ports.h"
#include "core/helpdesk/person_on_the_line.h"

namespace tilbage::core {

struct SentCallerCode {
    MethodKind kind = MethodKind::email;
    std::string hint;  // the masked address or number
    base::TimePoint expires_at;
    std::chrono::seconds resend_after{0};
};

// Any thread; each call is one transaction. Global, Password and Helpdesk Administrators, asked here as well; who is a
// Helpdesk Administrator only, not for an administrator of the tenant: not_allowed. Every call is audited.
class CallerVerifier {
public:
    explicit CallerVerifier(const HelpdeskPorts& ports) : ports_(ports) {}

    // `locale`: in which language, when the person's own is not known. An older code of this administrator for this
    // person by this method serves no more. Refusals: not_allowed, not_found, kind_not_allowed (nothing of the person's
    // that a code can be sent to), too_many_attempts, busy.
    [[nodiscard]] Answer<SentCallerCode> send(const Principal& administrator, const PersonId& person, MethodKind kind,
                                              const std::string& locale);
    // What the administrator typed. Counted before it is looked at. A right code serves once, and whoever it proved is
    // verified for this administrator from now on. Refusals: not_allowed, not_found, kind_not_allowed, code_wrong,
    // code_expired (or none was sent), code_exhausted, too_many_attempts, busy.
    [[nodiscard]] Answer<CallerVerification> confirm(const Principal& administrator, const PersonId& person,
                                                     MethodKind kind, const std::string& typed);
    // In another way, in the administrator's own words, which the audit keeps. Global and Password Administrators
    // alone. Refusals: not_allowed, not_found, malformed (too short or long, or not plain text), busy.
    [[nodiscard]] Answer<CallerVerification> note(const Principal& administrator, const PersonId& person,
                                                  const std::string& how);
    // The call is over. Refusals: not_allowed, not_found (no such person, or no verification), busy.
    [[nodiscard]] Answer<void> end(const Principal& administrator, const PersonId& person);

private:
    [[nodiscard]] Answer<SentCallerCode> send_now(const Principal& administrator, const PersonId& person,
                                                  MethodKind kind, const std::string& locale);
    [[nodiscard]] Answer<void> check(const Principal& administrator, const PersonOnTheLine& line, MethodKind kind,
                                     const std::string& typed);
    [[nodiscard]] Answer<void> check_sent(const Caller& caller, MethodKind kind, const std::string& typed);
    [[nodiscard]] Answer<void> check_app(const PersonOnTheLine& line, const std::string& typed);
    [[nodiscard]] Answer<void> count(const AttemptLimit& of_person, const AttemptLimit& by_administrator,
                                     const Principal& administrator, const PersonId& person);
    [[nodiscard]] Answer<CallerVerification> put(const Caller& caller, std::optional<MethodKind> kind);

    HelpdeskPorts ports_;
};

}  // namespace tilbage::core
