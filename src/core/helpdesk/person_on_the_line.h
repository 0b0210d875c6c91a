// The person whom an administrator is talking to, and what can be sent to them now.
#pragma once

#include <vector>

#include "core/helpdesk/helpdesk_ports.h"
#include "core/methods/usable_methods.h"
#include "core/oauth/authenticate_administrator.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

struct PersonOnTheLine {
    Person person;
    PolicyInForce policy;
    std::vector<UsableMethod> usable;

    // Null: they have none of this kind.
    [[nodiscard]] const UsableMethod* usable_of(MethodKind kind) const;
};

// Of a person who is theirs to help. Part of the caller's transaction. Refusals: as person_in_reach().
[[nodiscard]] Answer<PersonOnTheLine> person_on_the_line(const HelpdeskPorts& ports, const Principal& administrator,
                                                         const PersonId& person);

// In which language something is sent to the person: their own, else `otherwise`.
[[nodiscard]] inline const std::string& language_of(const Person& person, const std::string& otherwise) {
    return person.preferred_language.empty() ? otherwise : person.preferred_language;
}

// How a code can be read aloud: it is sent, or an app shows it.
[[nodiscard]] constexpr bool can_be_read_aloud(MethodKind kind) {
    return sends_code(kind) || kind == MethodKind::authenticator_app;
}

// Sends a mail or a text message to where the method leads. Part of the caller's transaction; counts a text message
// (text_limits.h). Refusals: too_many_attempts, kind_not_allowed (it leads nowhere from here), busy.
struct Dispatch {
    Mail mail;
    std::string text;
    base::TimePoint useful_until;
};
[[nodiscard]] Answer<void> dispatch(const HelpdeskPorts& ports, const PersonOnTheLine& line, const UsableMethod& method,
                                    Dispatch what);

}  // namespace tilbage::core
